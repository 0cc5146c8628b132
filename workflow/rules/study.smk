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
    shell:
        "exec {NMHTS:q} prepare {wildcards.study:q}"
        " --generation {params.generation} {HERE:q} --log {log:q}"


def generation_prepared(wildcards):
    """Return the marker of the generation a shard belongs to; one per generation, so that a new one reruns no old shard."""
    generation = current(wildcards.study).generation_of[int(wildcards.shard)]
    return f"{RESULTS}/{wildcards.study}/prepared/{generation:04d}.json"


def study_code(wildcards):
    return STUDIES[wildcards.study].code


def study_variables(wildcards):
    return STUDIES[wildcards.study].variables


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
        # As planned from the results of a row and its time; a second attempt asks for twice as much.
        mem_mb=lambda wildcards, attempt: attempt * STUDIES[wildcards.study].mem_mb,
        runtime=lambda wildcards, attempt: attempt * STUDIES[wildcards.study].runtime,
    params:
        shard=lambda wildcards: int(wildcards.shard),
        code=study_code,
        variables=study_variables,
    shell:
        "exec {NMHTS:q} run {wildcards.study:q}"
        " --shard {params.shard} --threads {threads} {HERE:q} --log {log:q}"


def receipts_before(study, round_number):
    """Return the receipts of the shards that hold films of a study and were planned before a round of refinement."""
    plan = current(study)
    shards = [s for s in plan.active_shards if plan.round_of[s] < round_number]
    return [f"{RESULTS}/{study}/receipts/{shard:05d}.json" for shard in shards]


def refined(study, last):
    """Wait for the rounds of refinement up to one; return whether one of them added nothing, which ends them."""
    for number in range(1, last + 1):
        mark = checkpoints.refine.get(study=study, round=f"{number:02d}").output[0]
        if or_say(adds_nothing, Path(mark), study, Path(RESULTS)):
            return True
    return False


def receipts_of_round(wildcards):
    number = int(wildcards.round)
    refined(wildcards.study, number - 1)
    return receipts_before(wildcards.study, number)


# Which films a round adds is known when the films before it are in the store.
checkpoint refine:
    input:
        receipts_of_round,
    output:
        RESULTS + "/{study}/rounds/{round}.json",
    log:
        RESULTS + "/{study}/logs/refine-{round}.log",
    benchmark:
        RESULTS + "/{study}/benchmarks/refine-{round}.tsv"
    params:
        round=lambda wildcards: int(wildcards.round),
    shell:
        "exec {NMHTS:q} refine {wildcards.study:q}"
        " --round {params.round} {HERE:q} --log {log:q}"


def receipts_of(study):
    """Return the receipts of all shards that hold films of a study, those of its refinement included."""
    rounds = STUDIES[study].rounds
    refined(study, rounds)
    return receipts_before(study, rounds + 1)


def receipts(wildcards):
    return receipts_of(wildcards.study)


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
    shell:
        "exec {NMHTS:q} finish {wildcards.study:q}" " {HERE:q} --log {log:q}"
