"""Reports rendered by the workers of a Dask cluster, which share no file system with the command."""
