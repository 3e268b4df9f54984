"""Every component of the public pages with examples, for whoever writes or changes one."""
