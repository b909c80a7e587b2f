# Reference values of quantiles, means, follow-up, weighted and stratified tests, from R's survival package.
# Run in this folder: Rscript comparisons.R, after survival.R. The same versions give the same bytes.
library(survival)

written <- function(rows, file) {
  numbers <- vapply(rows, is.numeric, TRUE)
  rows[numbers] <- lapply(rows[numbers], function(x) ifelse(is.na(x), "", formatC(x, digits = 17, format = "g", width = 1)))
  write.csv(rows, file, row.names = FALSE, quote = FALSE)
}

data <- read.csv("survival_data.csv")
probs <- c(0.25, 0.5, 0.75)
quantiles <- NULL
follow_up <- NULL
means <- NULL
for (set in unique(data$set)) {
  rows <- data[data$set == set, ]
  for (kind in c("plain", "log", "log-log")) {
    found <- quantile(survfit(Surv(time, event) ~ 1, rows, conf.type = kind), probs)
    quantiles <- rbind(quantiles, data.frame(
      set = set, transform = kind, p = probs, quantile = found$quantile, low = found$lower, high = found$upper
    ))
  }
  reverse <- quantile(survfit(Surv(time, 1 - event) ~ 1, rows, conf.type = "log-log"), probs)
  follow_up <- rbind(follow_up, data.frame(
    set = set, median = reverse$quantile[2], low = reverse$lower[2], high = reverse$upper[2],
    q1 = reverse$quantile[1], q3 = reverse$quantile[3]
  ))
  # R refuses a restriction before the first observed time.
  for (days in c(max(min(rows$time), max(rows$time) / 2), max(rows$time))) {
    fit <- survfit(Surv(time, event) ~ 1, rows)
    table <- summary(fit, rmean = days)$table
    means <- rbind(means, data.frame(set = set, days = days, mean = table[["rmean"]], se = table[["se(rmean)"]]))
  }
}

# Weights of each event time by definition, over one stratum; the covariance is hypergeometric.
weighted <- function(rows, weigh) {
  groups <- sort(unique(rows$group))
  u <- rep(0, length(groups))
  v <- matrix(0, length(groups), length(groups))
  before <- 1
  through <- 1
  for (t in sort(unique(rows$time[rows$event == 1]))) {
    at_risk <- sapply(groups, function(g) sum(rows$time >= t & rows$group == g))
    failed <- sapply(groups, function(g) sum(rows$time == t & rows$event == 1 & rows$group == g))
    n <- sum(at_risk)
    d <- sum(failed)
    through <- through * (1 - d / (n + 1))
    w <- weigh(n, before, through)
    u <- u + w * (failed - d * at_risk / n)
    if (n > 1) v <- v + w^2 * d * (n - d) / (n - 1) * (diag(at_risk / n) - outer(at_risk, at_risk) / n^2)
    before <- before * (1 - d / n)
  }
  list(u = u, v = v)
}
weights <- list(
  "gehan" = function(n, before, through) n, "tarone-ware" = function(n, before, through) sqrt(n),
  "peto-peto" = function(n, before, through) before, "peto-prentice" = function(n, before, through) through
)
chi2 <- function(u, v) { keep <- diag(v) > 0; keep[which(keep)[1]] <- FALSE; drop(u[keep] %*% solve(v[keep, keep], u[keep])) }

tests <- NULL
for (set in c("lung", "veteran", "ovarian", "aml", "ties", "rounding", "thin", "group_leaves")) {
  rows <- data[data$set == set, ]
  for (name in names(weights)) {
    found <- weighted(rows, weights[[name]])
    tests <- rbind(tests, data.frame(set = set, test = name, chi2 = chi2(found$u, found$v)))
  }
  rho <- survdiff(Surv(time, event) ~ group, rows, rho = 1)
  tests <- rbind(tests, data.frame(set = set, test = "rho1", chi2 = rho$chisq))
  log_rank <- weighted(rows, function(n, before, through) 1)
  marks <- sort(unique(rows$group))
  tests <- rbind(tests, data.frame(
    set = set, test = "trend", chi2 = drop(marks %*% log_rank$u)^2 / drop(marks %*% log_rank$v %*% marks)
  ))
}
# A fourth stratum in which nobody fails, and a fifth with one group only.
strata <- with(veteran, data.frame(
  time = c(time, 5, 6, 40, 50), event = c(status, 0, 0, 1, 1), group = c(trt, 1, 2, 1, 1),
  stratum = c(as.character(celltype), "empty", "empty", "alone", "alone")
))
for (rho in 0:1) {
  found <- survdiff(Surv(time, event) ~ group + strata(stratum), strata, rho = rho)
  tests <- rbind(tests, data.frame(set = "strata", test = c("log-rank", "peto-peto")[rho + 1], chi2 = found$chisq))
}

# Case weights: R's curve of weighted rows, with Greenwood's variance as if rows were repeated.
heavy <- data.frame(time = lung$time, event = lung$status - 1, weight = 1 + seq_along(lung$time) %% 4)
curve <- survfit(Surv(time, event) ~ 1, heavy[rep(seq_len(nrow(heavy)), heavy$weight), ])

# Interval censoring: self-consistency from the definition, over all cells between ends, until nothing moves.
left <- c(0, 0, 30, 60, 60, 90, 90, 120, 45, 45, 150, 200, 10, 75, 0, 120)
right <- c(30, 60, 60, 90, 120, 150, Inf, 200, 45, 100, Inf, Inf, 45, 75, 90, 150)
ends <- sort(unique(c(left, right)))
cells <- rbind(cbind(ends, ends), cbind(ends[-length(ends)], ends[-1]))
holds <- outer(seq_along(left), seq_len(nrow(cells)), Vectorize(function(i, j) {
  a <- cells[j, 1]
  b <- cells[j, 2]
  if (left[i] == right[i]) return(a == left[i] && b == left[i])
  if (a == b) return(a > left[i] && a <= right[i])
  a >= left[i] && b <= right[i]
}))
mass <- rep(1 / ncol(holds), ncol(holds))
for (i in 1:100000) mass <- colMeans(sweep(holds, 2, mass, "*") / drop(holds %*% mass))
at <- c(30, 60, 90, 120, 150, 200)
interval <- data.frame(time = at, survival = sapply(at, function(t) 1 - sum(mass[cells[, 2] <= t])))

written(quantiles, "quantiles.csv")
written(follow_up, "follow_up.csv")
written(means, "means.csv")
written(tests, "weighted_tests.csv")
written(strata, "strata_data.csv")
written(heavy, "weights_data.csv")
written(data.frame(time = curve$time, at_risk = curve$n.risk, survival = curve$surv, se = curve$std.err * curve$surv), "weights_curve.csv")
written(data.frame(left = left, right = ifelse(is.finite(right), right, NA)), "interval_data.csv")
written(interval, "interval_curve.csv")
