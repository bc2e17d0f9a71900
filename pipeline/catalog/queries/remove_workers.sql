DELETE FROM pixferry.worker
