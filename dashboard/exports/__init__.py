"""Reports as values, and their writers: Excel, PowerPoint, PDF and a page of HTML; pictures without a browser."""
