"""What a child process that opens a stranger's file may use. Nothing here imports the rest of the project."""

MEMORY = 1024**3


def limit_resources(cpu_seconds: int) -> None:
    """Memory and processor time have an end; nothing is written to a file, nor a core left behind."""
    try:
        import resource
    except ImportError:  # Windows
        return
    most = {"RLIMIT_AS": MEMORY, "RLIMIT_CPU": cpu_seconds, "RLIMIT_CORE": 0, "RLIMIT_FSIZE": 0}
    for which, limit in most.items():
        try:
            resource.setrlimit(getattr(resource, which), (limit, limit))
        except (ValueError, OSError):  # macOS refuses RLIMIT_AS
            continue
