# Weighted Cox regression with robust errors, survival on the scale log(-log S), and Rubin's rules, from R.
# Rscript tests/reference/lost.R writes lost_data.csv and lost_values.csv beside it; the same bytes every time.
suppressPackageStartupMessages(library(survival))

here <- dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)))
written <- function(frame, name) {
  write.csv(format(frame, digits = 15, trim = TRUE), file.path(here, name), row.names = FALSE, quote = FALSE)
}

# Veterans (survival package), ties included: a group, weights of three kinds by row.
rows <- with(veteran, data.frame(time = time, event = status, group = as.integer(trt == 2), covariate = karno))
rows$weight <- c(0.6, 1.0, 1.7)[seq_len(nrow(rows)) %% 3 + 1]

plain <- coxph(Surv(time, event) ~ group, rows)
weighted <- coxph(Surv(time, event) ~ group, rows, weights = weight, robust = TRUE)
curve <- summary(survfit(Surv(time, event) ~ 1, subset(rows, group == 1)), times = 100)
logistic <- glm(group ~ covariate + time, binomial, rows, epsilon = 1e-14)

# Rubin's rules by the formulas of Barnard and Rubin 1999, written out.
estimate <- c(-0.71, -0.55, -0.62, -0.80, -0.58)
variance <- c(0.040, 0.050, 0.045, 0.042, 0.048)
m <- length(estimate)
within <- mean(variance)
between <- var(estimate)
total <- within + (1 + 1 / m) * between
lambda <- (1 + 1 / m) * between / total
classical <- (m - 1) / lambda^2
complete <- 100
observed <- (complete + 1) / (complete + 3) * complete * (1 - lambda)
barnard <- 1 / (1 / classical + 1 / observed)

values <- c(
  plain.coef = unname(coef(plain)), plain.variance = vcov(plain)[1, 1],
  weighted.coef = unname(coef(weighted)), weighted.naive = weighted$naive.var[1, 1],
  weighted.robust = vcov(weighted)[1, 1],
  cloglog = log(-log(curve$surv)), cloglog.variance = (curve$std.err / (curve$surv * log(curve$surv)))^2,
  logistic.intercept = unname(coef(logistic)[1]), logistic.covariate = unname(coef(logistic)[2]),
  logistic.time = unname(coef(logistic)[3]), logistic.time.se = sqrt(vcov(logistic)[3, 3]),
  pooled = mean(estimate), pooled.variance = total, pooled.classical = classical, pooled.barnard = barnard
)
written(rows, "lost_data.csv")
written(data.frame(name = names(values), value = unname(values)), "lost_values.csv")
