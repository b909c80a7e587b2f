# Hazard ratios of a heart transplant that comes after entry: R's survival package, its heart data.
# Run in this folder: Rscript transplant_hazard.R. The same versions give the same bytes.
library(survival)

models <- list(alone = Surv(start, stop, event) ~ transplant,
               adjusted = Surv(start, stop, event) ~ transplant + age + year + surgery)
rows <- NULL
for (name in names(models)) for (ties in c("efron", "breslow")) {
  fit <- summary(coxph(models[[name]], heart, ties = ties))
  found <- fit$coefficients["transplant1", ]
  rows <- rbind(rows, data.frame(model = name, ties = ties, coef = found["coef"], se = found["se(coef)"]))
}
numbers <- vapply(rows, is.numeric, TRUE)
rows[numbers] <- lapply(rows[numbers], function(x) formatC(x, digits = 17, format = "g", width = 1))
write.csv(rows, "transplant_hazard.csv", row.names = FALSE, quote = FALSE)
