UPDATE pixferry.job SET owner = '' WHERE id = $1
