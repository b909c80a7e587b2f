# Reference values of Cox regression, from R's survival package.
# Run in this folder: Rscript cox.R. The same versions give the same bytes.
library(survival)

written <- function(rows, file) {
  numbers <- vapply(rows, is.numeric, TRUE)
  rows[numbers] <- lapply(rows[numbers], function(x) ifelse(is.na(x), "", formatC(x, digits = 17, format = "g", width = 1)))
  write.csv(rows, file, row.names = FALSE, quote = FALSE)
}

plain <- function(set, time, event, a, b, stratum = 1, entry = NA, cluster = NA) {
  data.frame(set = set, entry = entry, time = time, event = event, a = a, b = b, stratum = stratum, cluster = cluster)
}

whole <- function(rows) rows[complete.cases(rows), ]
kept <- whole(lung[, c("time", "status", "age", "ph.ecog", "sex")])
stretches <- heart[heart$stop > heart$start, ]
data <- rbind(
  with(kept, plain("lung", time, status - 1, age, ph.ecog, sex)),
  with(veteran, plain("veteran", time, status, karno, as.integer(trt) - 1, as.integer(celltype))),
  with(ovarian, plain("ovarian", futime, fustat, age, rx)),
  with(kidney, plain("kidney", time, status, age, sex, as.integer(disease), NA, id)),
  with(stretches, plain("heart", stop, event, age, as.integer(transplant) - 1, surgery, start)),
  # Heavy ties, and events at time zero.
  plain("ties", c(0, 0, 1, 1, 1, 1, 2, 2, 2, 3, 3, 5, 5, 5), c(1, 0, 1, 1, 1, 0, 1, 0, 0, 1, 1, 1, 1, 0),
        rep(c(1.5, -0.5, 3, 2, 0, 1, 4), 2), rep(0:1, 7)),
  # One patient alone is in the second group.
  plain("group_of_one", c(4, 5, 8, 9, 12, 14, 15), c(1, 1, 0, 1, 1, 0, 1), c(3, 1, 2, 5, 2, 4, 1), c(0, 0, 0, 1, 0, 0, 0))
)

fits <- NULL
tests <- NULL
for (set in unique(data$set)) {
  rows <- data[data$set == set, ]
  outcome <- if (set == "heart") with(rows, Surv(entry, time, event)) else with(rows, Surv(time, event))
  for (ties in c("efron", "breslow")) for (by_strata in c(FALSE, TRUE)) {
    if (by_strata && length(unique(rows$stratum)) == 1) next
    control <- coxph.control(eps = 1e-13, toler.chol = 1e-14, iter.max = 100)
    terms <- if (by_strata) outcome ~ a + b + strata(stratum) else outcome ~ a + b
    fit <- coxph(terms, rows, ties = ties, control = control)
    spread <- if (all(is.na(rows$cluster))) NULL else
      sqrt(diag(coxph(terms, rows, ties = ties, control = control, cluster = cluster)$var))
    lone <- sqrt(diag(coxph(terms, rows, ties = ties, control = control, cluster = seq_len(nrow(rows)))$var))
    fits <- rbind(fits, data.frame(
      set = set, ties = ties, by_strata = by_strata, name = c("a", "b"), coef = coef(fit), se = sqrt(diag(vcov(fit))),
      covariance = vcov(fit)[1, 2], null = fit$loglik[1], model = fit$loglik[2], score = fit$score,
      concordance = fit$concordance["concordance"], concordance_se = fit$concordance["std"],
      robust = lone, clustered = if (is.null(spread)) NA else spread
    ))
    for (scale in c("km", "rank", "identity", "log")) {
      if (scale == "log" && any(rows$time[rows$event == 1] == 0)) next
      table <- cox.zph(fit, scale)$table
      tests <- rbind(tests, data.frame(
        set = set, ties = ties, by_strata = by_strata, scale = scale, term = c("a", "b", "all"),
        chi2 = table[, "chisq"], df = table[, "df"]
      ))
    }
  }
}

written(data, "cox_data.csv")
written(fits, "cox_fits.csv")
written(tests, "cox_proportional_hazards.csv")
