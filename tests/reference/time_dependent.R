# Reference values of the landmark and time-dependent designs, from R's survival package and its jasa data.
# Run in this folder: Rscript time_dependent.R. The same versions give the same bytes.
library(survival)

written <- function(rows, file) {
  numbers <- vapply(rows, is.numeric, TRUE)
  rows[numbers] <- lapply(rows[numbers], function(x) ifelse(is.na(x), "", formatC(x, digits = 17, format = "g", width = 1)))
  write.csv(rows, file, row.names = FALSE, quote = FALSE)
}

patients <- data.frame(time = jasa$futime, event = jasa$fustat, known_at = ifelse(jasa$transplant == 1, jasa$wait.time, NA))
tests <- NULL
for (day in c(0, 30, 60, 90)) {
  rows <- patients[patients$time > day, ]
  exposed <- !is.na(rows$known_at) & rows$known_at <= day
  test <- survdiff(Surv(time - day, event) ~ exposed, rows)
  tests <- rbind(tests, data.frame(design = "landmark", day = day, n = nrow(rows), exposed = sum(exposed), chi2 = test$chisq))
}
# Whoever dies on the day of the transplant stays without one. A start of -1 puts day 0 at risk.
known <- patients$known_at
changes <- !is.na(known) & known > 0 & known < patients$time
from_start <- !is.na(known) & known <= 0
before <- data.frame(start = -1, stop = ifelse(changes, known, patients$time), event = ifelse(changes, 0, patients$event), state = as.integer(from_start))
after <- data.frame(start = known, stop = patients$time, event = patients$event, state = 1)[changes, ]
rows <- rbind(before, after)
# With exact ties the score test of a group is the log-rank test, whose variance is hypergeometric.
score <- coxph(Surv(start, stop, event) ~ state, rows, ties = "exact")$score
tests <- rbind(tests, data.frame(design = "time-dependent", day = NA, n = nrow(patients), exposed = nrow(after) + sum(from_start), chi2 = score))
curves <- NULL
for (state in 0:1) {
  fit <- survfit(Surv(start, stop, event) ~ 1, rows[rows$state == state, ])
  curves <- rbind(curves, data.frame(state = state, time = fit$time, at_risk = fit$n.risk, survival = fit$surv, se = fit$std.err * fit$surv))
}

written(patients, "time_dependent_data.csv")
written(tests, "time_dependent_tests.csv")
written(curves, "time_dependent_curves.csv")
