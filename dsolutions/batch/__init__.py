"""Files in, files out: every row answered once, whatever happens in between."""

from dsolutions.batch.job import Job
from dsolutions.batch.manifest import Manifest
from dsolutions.batch.progress import ProgressBar, Step
from dsolutions.batch.run import Interrupted, run_file

__all__ = ["Interrupted", "Job", "Manifest", "ProgressBar", "Step", "run_file"]
