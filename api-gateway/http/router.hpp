#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api-gateway/http/request.hpp"
#include "api-gateway/http/response.hpp"

namespace pixferry::http {

/// Answers one request. Called on several threads at once.
using Handler = std::function<Response(const Request&)>;

enum class Access {
  keyed,  ///< needs an API key where keys are configured
  open,   ///< for everybody
};

struct Route {
  std::string method;   ///< GET also answers HEAD
  std::string pattern;  ///< "/import/jobs/{id}"; a last "{name...}" takes the rest of the path
  Handler handler;
  Access access = Access::keyed;
};

/// Looks at a request before its handler; a Response ends it there.
using Guard = std::function<std::optional<Response>(const Route&, const Request&)>;

/// Answers a request that no route takes, or nothing.
using Fallback = std::function<std::optional<Response>(const Request&)>;
/// Answers in a handler's place, mostly by calling it.
using Surrounding = std::function<Response(const Route&, const Request&)>;

/// Which handler answers which path. Filled at start, then read by every thread.
class Router {
 public:
  void add(Route route);
  void set_guard(Guard guard) { guard_ = std::move(guard); }
  void set_fallback(Fallback fallback) { fallback_ = std::move(fallback); }
  /// What stands between the guard and the handlers.
  void set_surrounding(Surrounding surrounding) { surrounding_ = std::move(surrounding); }

  /// The handler's answer; for a path without a route what the fallback answers, else 404 for a
  /// path nobody knows, 405 with Allow for a method nobody takes there. Fills in the request's path
  /// parameters.
  Response respond(Request& request) const;

  /// The methods of a path, as Allow lists them; empty for an unknown path.
  std::string allowed_methods(std::string_view path) const;

  const std::vector<Route>& routes() const { return routes_; }

 private:
  using Segments = std::vector<std::string>;

  std::vector<Route> routes_;
  std::vector<Segments> patterns_;  ///< of each route
  Guard guard_;
  Fallback fallback_;
  Surrounding surrounding_;
};

}  // namespace pixferry::http
