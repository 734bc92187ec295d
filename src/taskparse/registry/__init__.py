"""The unit registry (单位名录): which units there are, under which names and when; names of a Notice resolve to them."""
