# From a complete store to figures and the page of the study.


rule figures:
    input:
        RESULTS + "/{study}/study.json",
    output:
        page=report(
            RESULTS + "/{study}/report.html",
            caption="../report/page.rst",
            category="The study on one page",
            labels={"study": "{study}"},
        ),
        figures=report(
            directory(RESULTS + "/{study}/figures"),
            patterns=["{name}.png"],
            caption="../report/figures.rst",
            category="Figures",
            subcategory="{study}",
            labels={"figure": "{name}"},
        ),
    log:
        RESULTS + "/{study}/logs/figures.log",
    benchmark:
        RESULTS + "/{study}/benchmarks/figures.tsv"
    shell:
        "exec {NMHTS:q} report {wildcards.study:q} --log {log:q}"
