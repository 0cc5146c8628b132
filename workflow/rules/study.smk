# From a planned study to a complete store. The store is never a declared output: Snakemake deletes the outputs of failed jobs.
# What is declared are small files written last: "prepared" for a generation, a receipt for a shard, study.json for the whole.


rule prepare:
    output:
        RESULTS + "/{study}/prepared/{generation}.json",
    log:
        RESULTS + "/{study}/logs/prepare-{generation}.log",
    benchmark:
        RESULTS + "/{study}/benchmarks/prepare-{generation}.tsv"
    params:
        generation=lambda wildcards: int(wildcards.generation),
        python=PYTHON,
        results=RESULTS,
    shell:
        "exec {params.python} -m nmhts.cli --results {params.results} prepare {wildcards.study}"
        " --generation {params.generation} --die-with-parent --log {log}"


def generation_prepared(wildcards):
    """Return the marker of the generation a shard belongs to; one per generation, so that a new one reruns no old shard."""
    generation = STUDIES[wildcards.study].generation_of[int(wildcards.shard)]
    return f"{RESULTS}/{wildcards.study}/prepared/{generation:04d}.json"


def study_code(wildcards):
    return STUDIES[wildcards.study].code


rule shard:
    input:
        spec=RESULTS + "/{study}/shards/{shard}.json",
        prepared=generation_prepared,
    output:
        RESULTS + "/{study}/receipts/{shard}.json",
    log:
        RESULTS + "/{study}/logs/shard-{shard}.log",
    benchmark:
        RESULTS + "/{study}/benchmarks/shard-{shard}.tsv"
    # A film that killed the process is found and coded by the second attempt.
    retries: 1
    threads: config["threads_per_shard"]
    resources:
        mem_mb=2000,
        runtime=60,
    params:
        shard=lambda wildcards: int(wildcards.shard),
        code=study_code,
        python=PYTHON,
        results=RESULTS,
    shell:
        "exec {params.python} -m nmhts.cli --results {params.results} run {wildcards.study}"
        " --shard {params.shard} --threads {threads} --die-with-parent --log {log}"


def receipts(wildcards):
    """Return the receipts of all shards that hold films of a study."""
    shards = STUDIES[wildcards.study].active_shards
    return [
        f"{RESULTS}/{wildcards.study}/receipts/{shard:05d}.json" for shard in shards
    ]


rule finish:
    input:
        plan=RESULTS + "/{study}/plan.json",
        receipts=receipts,
    output:
        RESULTS + "/{study}/study.json",
    log:
        RESULTS + "/{study}/logs/finish.log",
    benchmark:
        RESULTS + "/{study}/benchmarks/finish.tsv"
    params:
        python=PYTHON,
        results=RESULTS,
    shell:
        "exec {params.python} -m nmhts.cli --results {params.results} finish {wildcards.study}"
        " --die-with-parent --log {log}"
