# From a complete store to figures.


rule figures:
    input:
        RESULTS + "/{study}/study.json",
    output:
        report(
            RESULTS + "/{study}/figures/sheet.png",
            caption="../report/sheet.rst",
            category="Onset, rate and front",
            labels={"study": "{study}", "figure": "sheet"},
        ),
    log:
        RESULTS + "/{study}/logs/figures.log",
    benchmark:
        RESULTS + "/{study}/benchmarks/figures.tsv"
    params:
        python=PYTHON,
        results=RESULTS,
    shell:
        "exec {params.python} -m nmhts.cli --results {params.results} report {wildcards.study} --log {log}"
