"""What pages share: the loaded data, and the only place that touches the session's state."""
