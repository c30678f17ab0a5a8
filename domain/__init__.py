"""What Greenroom knows about interviews, free of web frameworks and vendors."""
