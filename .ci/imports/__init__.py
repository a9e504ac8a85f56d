"""What the benchmark of imports runs in processes of their own."""
