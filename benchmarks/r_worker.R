# Runs one line of R at a time and answers with the seconds it took, so that R's start is not counted.
suppressPackageStartupMessages(library(survival))
cat("ready\n")
flush(stdout())
lines <- file("stdin", "r")
while (length(line <- readLines(lines, 1)) > 0) {
  run <- parse(text = line)
  began <- Sys.time()
  for (expression in run) eval(expression, globalenv())
  cat(format(as.numeric(Sys.time() - began, units = "secs"), digits = 15), "\n")
  flush(stdout())
}
