"""The small trained models: what they know comes from gold articles, by `chancery train`."""
