#ifndef CBOOSTMATH_H
#define CBOOSTMATH_H

#ifdef __cplusplus
extern "C" {
#endif

/// A family of distributions and the meaning of its parameters a, b, c.
enum cbm_family {
  cbm_normal,          ///< a: mean, b: standard deviation
  cbm_student_t,       ///< a: degrees of freedom
  cbm_chi_squared,     ///< a: degrees of freedom
  cbm_fisher_f,        ///< a, b: degrees of freedom of the numerator and the denominator
  cbm_beta,            ///< a, b: shapes
  cbm_binomial,        ///< a: trials, b: probability
  cbm_hypergeometric,  ///< a: marked items, b: draws, c: items in total
  cbm_noncentral_t     ///< a: degrees of freedom, b: noncentrality
};

/// What to compute.
enum cbm_function {
  cbm_density,         ///< density, or probability mass, at x
  cbm_cdf,             ///< P(X <= x)
  cbm_survival,        ///< P(X > x)
  cbm_quantile,        ///< the smallest value whose cdf is at least x
  cbm_upper_quantile   ///< the smallest value whose survival is at most x
};

/// The value, an infinity when it overflows, or NaN when it is undefined. Never throws.
double cbm_evaluate(enum cbm_family family, enum cbm_function function, double a, double b,
                    double c, double x);

/// The natural logarithm of the absolute value of the gamma function; NaN at a pole.
double cbm_log_gamma(double x);

/// Gamma(x) / Gamma(x + delta), without overflow of either; NaN when undefined.
double cbm_gamma_delta_ratio(double x, double delta);

#ifdef __cplusplus
}
#endif
#endif
