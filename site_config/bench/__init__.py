"""What a request costs: by the processor, side by side with what others cost, in one run."""
