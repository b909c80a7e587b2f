# Reference values of scaled Schoenfeld residuals and of adjusted p-values, from R.
# Run in this folder: Rscript robustness.R. The same versions give the same bytes.
library(survival)

written <- function(rows, file) {
  numbers <- vapply(rows, is.numeric, TRUE)
  rows[numbers] <- lapply(rows[numbers], function(x) formatC(x, digits = 17, format = "g", width = 1))
  write.csv(rows, file, row.names = FALSE, quote = FALSE)
}

data <- read.csv("cox_data.csv")
residuals <- NULL
for (set in c("veteran", "ovarian", "heart", "ties")) for (ties in c("efron", "breslow")) {
  rows <- data[data$set == set, ]
  outcome <- if (set == "heart") with(rows, Surv(entry, time, event)) else with(rows, Surv(time, event))
  control <- coxph.control(eps = 1e-13, toler.chol = 1e-14, iter.max = 100)
  scaled <- cox.zph(coxph(outcome ~ a + b, rows, ties = ties, control = control), "identity", terms = FALSE)
  residuals <- rbind(residuals, data.frame(
    set = set, ties = ties, time = scaled$time, a = scaled$y[, 1], b = scaled$y[, 2]
  ))
}
written(residuals, "schoenfeld.csv")

# Ties, a single test, values that would exceed 1, and an order that is not ascending.
families <- list(
  unordered = c(0.01, 0.04, 0.03, 0.005), tied = c(0.02, 0.02, 0.5, 0.02, 0.01), large = c(0.6, 0.9, 1, 0.3),
  single = 0.03, bounds = c(0.05, 0.001, 0.001, 0.03, 0.01, 0.01, 0.01, 1, 1, 1), zero = c(0, 0.2, 0)
)
adjusted <- do.call(rbind, lapply(names(families), function(family) {
  p <- families[[family]]
  data.frame(family = family, p = p, holm = p.adjust(p, "holm"), bh = p.adjust(p, "BH"))
}))
written(adjusted, "adjusted_p.csv")
