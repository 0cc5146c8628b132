# The workflow lives in workflow/; this file lets `snakemake` find it from here.
include: "workflow/Snakefile"


# An included rule is no default target by itself.
workflow.default_target = "all"
