"""Small pieces of page: chart card, KPI row, freshness badge, empty states."""
