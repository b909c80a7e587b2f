# Reference values of the estimates with competing events, from R's survival and cmprsk packages; bmt is KMsurv's.
# Run in this folder: Rscript competing.R. The same versions give the same bytes.
library(survival)
library(cmprsk)
library(KMsurv)

written <- function(rows, file) {
  numbers <- vapply(rows, is.numeric, TRUE)
  rows[numbers] <- lapply(rows[numbers], function(x) ifelse(is.na(x), "", formatC(x, digits = 17, format = "g", width = 1)))
  write.csv(rows, file, row.names = FALSE, quote = FALSE)
}

set_of <- function(set, time, cause, group, stratum) data.frame(set, time, cause, group, stratum)
data(bmt)
data <- rbind(
  # Relapse is cause 1, death in remission cause 2; the stratum is methotrexate.
  with(bmt, set_of("bmt", t2, ifelse(d2 == 1, 1, ifelse(d1 == 1, 2, 0)), group, z10)),
  # Ties between both causes and censoring, and events at time zero.
  set_of("ties", c(0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 3, 3, 5, 5), c(1, 2, 0, 1, 1, 2, 0, 2, 1, 0, 1, 2, 1, 0), rep(1:2, 7), 1),
  set_of("last_event", 1:4, c(1, 2, 1, 2), c(1, 2, 2, 1), 1),
  set_of("one_cause", 1:6, c(1, 0, 1, 1, 0, 1), c(1, 2, 1, 2, 1, 2), 1),
  # One group is a single patient.
  set_of("thin", c(2, 3, 4, 5, 6, 7, 8), c(1, 2, 1, 0, 2, 1, 0), c(1, 1, 2, 2, 2, 3, 1), 1)
)

curves <- NULL
tests <- NULL
for (set in unique(data$set)) {
  rows <- data[data$set == set, ]
  state <- factor(rows$cause, 0:2)
  limits <- lapply(c("log-log", "log", "plain"), function(type) survfit(Surv(time, state) ~ 1, rows, conf.type = type))
  fit <- limits[[1]]
  for (cause in 1:2) {
    column <- cause + 1
    curves <- rbind(curves, data.frame(
      set = set, cause = cause, time = fit$time, survival = fit$pstate[, 1], incidence = fit$pstate[, column],
      se = fit$std.err[, column], loglog_low = limits[[1]]$lower[, column], loglog_high = limits[[1]]$upper[, column],
      log_low = limits[[2]]$lower[, column], log_high = limits[[2]]$upper[, column],
      plain_low = limits[[3]]$lower[, column], plain_high = limits[[3]]$upper[, column]
    ))
  }
  plain_test <- cuminc(rows$time, rows$cause, rows$group)$Tests
  tests <- rbind(tests, data.frame(
    set = set, stratified = 0, cause = as.integer(rownames(plain_test)), chi2 = plain_test[, 1], p = plain_test[, 2],
    df = plain_test[, 3]
  ))
}
rows <- data[data$set == "bmt", ]
by_stratum <- cuminc(rows$time, rows$cause, rows$group, rows$stratum)$Tests
tests <- rbind(tests, data.frame(
  set = "bmt", stratified = 1, cause = 1:2, chi2 = by_stratum[, 1], p = by_stratum[, 2], df = by_stratum[, 3]
))

written(data, "competing_data.csv")
written(curves, "competing_curves.csv")
written(tests, "competing_tests.csv")

# Late entry: R's standard error is the infinitesimal jackknife, that of one cause without states is Greenwood's.
late <- data.frame(
  entry = c(0, 0, 1, 2, 2, 0, 3, 4, 1, 5), time = c(2, 3, 4, 4, 5, 6, 6, 7, 8, 9), cause = c(1, 2, 1, 0, 2, 1, 1, 2, 0, 1)
)
states <- survfit(Surv(entry, time, factor(cause, 0:2)) ~ 1, late, id = seq_along(time))
single <- survfit(Surv(entry, time, cause > 0) ~ 1, late)
written(late, "competing_late_data.csv")
written(data.frame(
  time = states$time, first = states$pstate[, 2], second = states$pstate[, 3], jackknife_first = states$std.err[, 2],
  jackknife_second = states$std.err[, 3], any = 1 - single$surv, greenwood_any = single$surv * single$std.err
), "competing_late_curves.csv")
