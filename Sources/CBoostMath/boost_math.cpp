#include "CBoostMath.h"

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/hypergeometric.hpp>
#include <boost/math/distributions/non_central_t.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <limits>

namespace {

namespace bm = boost::math;
namespace bp = boost::math::policies;

// Errors become NaN or an infinity, all work is done in double (which halves the compile time),
// and quantiles of discrete distributions are the smallest integer that reaches the probability.
using policy = bp::policy<
    bp::domain_error<bp::errno_on_error>, bp::pole_error<bp::errno_on_error>,
    bp::overflow_error<bp::errno_on_error>, bp::evaluation_error<bp::errno_on_error>,
    bp::rounding_error<bp::errno_on_error>, bp::indeterminate_result_error<bp::errno_on_error>,
    bp::promote_double<false>, bp::discrete_quantile<bp::integer_round_up>>;

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

template <class Distribution>
double apply(cbm_function function, const Distribution& distribution, double x) {
  switch (function) {
    case cbm_density: return bm::pdf(distribution, x);
    case cbm_cdf: return bm::cdf(distribution, x);
    case cbm_survival: return bm::cdf(bm::complement(distribution, x));
    case cbm_quantile: return bm::quantile(distribution, x);
    case cbm_upper_quantile: return bm::quantile(bm::complement(distribution, x));
  }
  return undefined;
}

double evaluate(cbm_family family, cbm_function function, double a, double b, double c,
                double x) {
  switch (family) {
    case cbm_normal:
      return apply(function, bm::normal_distribution<double, policy>(a, b), x);
    case cbm_student_t:
      return apply(function, bm::students_t_distribution<double, policy>(a), x);
    case cbm_chi_squared:
      return apply(function, bm::chi_squared_distribution<double, policy>(a), x);
    case cbm_fisher_f:
      return apply(function, bm::fisher_f_distribution<double, policy>(a, b), x);
    case cbm_beta:
      return apply(function, bm::beta_distribution<double, policy>(a, b), x);
    case cbm_binomial:
      return apply(function, bm::binomial_distribution<double, policy>(a, b), x);
    case cbm_hypergeometric: {
      constexpr double limit = std::numeric_limits<unsigned>::max();
      if (!(a >= 0 && b >= 0 && a <= c && b <= c && c <= limit)) return undefined;
      const bm::hypergeometric_distribution<double, policy> distribution(
          static_cast<unsigned>(a), static_cast<unsigned>(b), static_cast<unsigned>(c));
      return apply(function, distribution, x);
    }
    case cbm_noncentral_t:
      return apply(function, bm::non_central_t_distribution<double, policy>(a, b), x);
  }
  return undefined;
}

}  // namespace

extern "C" double cbm_evaluate(cbm_family family, cbm_function function, double a, double b,
                               double c, double x) {
  try {
    return evaluate(family, function, a, b, c, x);
  } catch (...) {
    return undefined;
  }
}

extern "C" double cbm_log_gamma(double x) {
  try {
    return bm::lgamma(x, policy());
  } catch (...) {
    return undefined;
  }
}

extern "C" double cbm_gamma_delta_ratio(double x, double delta) {
  try {
    return bm::tgamma_delta_ratio(x, delta, policy());
  } catch (...) {
    return undefined;
  }
}
