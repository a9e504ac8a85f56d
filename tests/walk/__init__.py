"""Every page of the sample organisation in a real browser, from the first to the last."""
