"""Places where the campaign ran against places that were left out, from a file with a row a day and place."""



