# Reference values of the survival estimates, from R's survival package.
# Run in this folder: Rscript survival.R. The same versions give the same bytes.
library(survival)

written <- function(rows, file) {
  numbers <- vapply(rows, is.numeric, TRUE)
  rows[numbers] <- lapply(rows[numbers], function(x) ifelse(is.na(x), "", formatC(x, digits = 17, format = "g", width = 1)))
  write.csv(rows, file, row.names = FALSE, quote = FALSE)
}

plain <- function(set, time, event, group) data.frame(set = set, time = time, event = event, group = group)

data <- rbind(
  with(lung, plain("lung", time, status - 1, sex)),
  with(veteran, plain("veteran", time, status, trt)),
  with(ovarian, plain("ovarian", futime, fustat, rx)),
  with(aml, plain("aml", time, status, as.integer(x))),
  # Heavy ties between events and censorings, and events at time zero.
  plain("ties", c(0, 0, 1, 1, 1, 1, 2, 2, 2, 3, 3, 5, 5, 5), c(1, 0, 1, 1, 1, 0, 1, 0, 0, 1, 1, 1, 1, 0), rep(1:2, 7)),
  # S(t) is exactly one half between 2 and 3.
  plain("plateau", 1:4, c(1, 1, 1, 1), c(1, 2, 1, 2)),
  # The running product misses one half by rounding.
  plain("rounding", 1:24, rep(1, 24), rep(1:2, 12)),
  plain("not_reached", c(3, 5, 8, 9, 9, 12), c(1, 0, 1, 0, 0, 0), c(1, 1, 1, 2, 2, 2)),
  # S(t) reaches one half and stays there until the last censoring.
  plain("plateau_end", 1:6, c(1, 1, 1, 0, 0, 0), c(1, 2, 1, 2, 1, 2)),
  # The median is the last event, and S(t) falls to 0 there.
  plain("last_event", c(4, 4, 6), c(0, 0, 1), c(1, 2, 1)),
  plain("all_at_zero", c(0, 0, 0, 2), c(1, 1, 0, 0), c(1, 2, 1, 2)),
  plain("all_censored", c(1, 1, 4, 6), c(0, 0, 0, 0), c(1, 2, 1, 2)),
  # One group has no events, another only one patient.
  plain("thin", c(2, 3, 4, 5, 6, 7), c(1, 1, 0, 0, 0, 1), c(1, 1, 2, 2, 2, 3)),
  # Nobody of the first group is left when the first patient dies.
  plain("group_leaves", c(1, 1, 2, 3, 4, 5), c(0, 0, 1, 1, 1, 0), c(1, 1, 2, 2, 3, 3))
)

curves <- NULL
medians <- NULL
tests <- NULL
groups <- NULL
for (set in unique(data$set)) {
  rows <- data[data$set == set, ]
  fit <- survfit(Surv(time, event) ~ 1, rows, conf.type = "log-log")
  log_fit <- survfit(Surv(time, event) ~ 1, rows, conf.type = "log")
  plain_fit <- survfit(Surv(time, event) ~ 1, rows, conf.type = "plain")
  curves <- rbind(curves, data.frame(
    set = set, time = fit$time, at_risk = fit$n.risk, events = fit$n.event, censored = fit$n.censor,
    survival = fit$surv, se = fit$std.err * fit$surv, loglog_low = fit$lower, loglog_high = fit$upper,
    log_low = log_fit$lower, log_high = log_fit$upper, plain_low = plain_fit$lower, plain_high = plain_fit$upper
  ))
  half <- quantile(fit, 0.5)
  medians <- rbind(medians, data.frame(set = set, median = half$quantile, low = half$lower, high = half$upper))
  # It warns of its own p-value where there is nothing to compare.
  test <- suppressWarnings(survdiff(Surv(time, event) ~ group, rows))
  df <- sum(test$exp > 0) - 1
  p <- if (df > 0) pchisq(test$chisq, df, lower.tail = FALSE) else NA
  tests <- rbind(tests, data.frame(set = set, chi2 = if (df > 0) test$chisq else NA, df = max(df, 0), p = p))
  groups <- rbind(groups, data.frame(
    set = set, group = sort(unique(rows$group)), n = as.vector(test$n), observed = test$obs, expected = test$exp,
    variance = diag(test$var)
  ))
}
entered <- survfit(Surv(start, stop, event) ~ 1, heart[heart$stop > heart$start, ], conf.type = "log-log")

written(data, "survival_data.csv")
written(curves, "survival_curves.csv")
written(medians, "survival_medians.csv")
written(tests, "log_rank.csv")
written(groups, "log_rank_groups.csv")
written(with(heart, data.frame(entry = start, time = stop, event = event)), "late_entry_data.csv")
written(data.frame(
  time = entered$time, at_risk = entered$n.risk, survival = entered$surv, se = entered$std.err * entered$surv
), "late_entry_curve.csv")
