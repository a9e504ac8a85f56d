"""What pages that answer questions cost, each part in a process of its own whose settings name its database."""
