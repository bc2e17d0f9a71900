#include "api-gateway/http/router.hpp"

#include <algorithm>

#include "api-gateway/http/problem.hpp"
#include "api-gateway/http/target.hpp"
#include "pipeline/platform/percent_encoding.hpp"

namespace pixferry::http {
namespace {

/// The parts between the slashes; "/a/" has an empty last one, so it is not "/a".
std::vector<std::string_view> split_path(std::string_view path) {
  std::vector<std::string_view> segments;
  if (path.starts_with('/')) path.remove_prefix(1);
  while (true) {
    const auto end = path.find('/');
    segments.push_back(path.substr(0, end));
    if (end == path.npos) return segments;
    path.remove_prefix(end + 1);
  }
}

bool is_parameter(std::string_view segment) {
  return segment.starts_with('{');
}

bool takes_rest(std::string_view segment) {
  return segment.ends_with("...}");
}

bool fits(const std::vector<std::string>& pattern, const std::vector<std::string_view>& path) {
  const bool open_ended = takes_rest(pattern.back());
  if (open_ended ? path.size() < pattern.size() : path.size() != pattern.size()) return false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (is_parameter(pattern[i]) ? path[i].empty() : pattern[i] != path[i]) return false;
  }
  return true;
}

/// The path's values for the names of a pattern it fits.
Parameters parameters_of(const std::vector<std::string>& pattern,
                         const std::vector<std::string_view>& path) {
  Parameters parameters;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (!is_parameter(pattern[i])) continue;
    const bool rest = takes_rest(pattern[i]);
    const auto name = pattern[i].substr(1, pattern[i].size() - (rest ? 5 : 2));
    const auto* end = rest ? path.back().data() + path.back().size() : nullptr;
    const auto raw = rest ? std::string_view{path[i].data(), end} : path[i];
    parameters.add(name, percent_decoded(raw).value_or(std::string{raw}));
  }
  return parameters;
}

bool takes(const Route& route, std::string_view method) {
  return route.method == method || (route.method == "GET" && method == "HEAD");
}

Response refuse(const Request& request, const Problem& problem) {
  return to_response(problem, request.request_id);
}

Response unknown_path(const Request& request) {
  return refuse(request, plain_problem(404, "not_found", "There is nothing at this path.",
                                       "GET /openapi.json lists what there is."));
}

Response wrong_method(const Request& request, std::string allowed) {
  auto response =
      refuse(request, plain_problem(405, "method_not_allowed", "This path takes " + allowed + "."));
  response.headers.set("Allow", std::move(allowed));
  return response;
}

}  // namespace

void Router::add(Route route) {
  Segments pattern;
  for (const auto segment : split_path(route.pattern)) pattern.emplace_back(segment);
  patterns_.push_back(std::move(pattern));
  routes_.push_back(std::move(route));
}

Response Router::respond(Request& request) const {
  const auto path = split_path(request.path);
  for (std::size_t i = 0; i < routes_.size(); ++i) {
    if (!takes(routes_[i], request.method) || !fits(patterns_[i], path)) continue;
    request.route = routes_[i].pattern;
    request.path_parameters = parameters_of(patterns_[i], path);
    if (guard_) {
      if (auto refusal = guard_(routes_[i], request)) return std::move(*refusal);
    }
    return surrounding_ ? surrounding_(routes_[i], request) : routes_[i].handler(request);
  }
  auto allowed = allowed_methods(request.path);
  if (!allowed.empty()) return wrong_method(request, std::move(allowed));
  auto other = fallback_ ? fallback_(request) : std::nullopt;
  return other ? *std::move(other) : unknown_path(request);
}

std::string Router::allowed_methods(std::string_view path) const {
  const auto segments = split_path(path);
  std::string allowed;
  for (std::size_t i = 0; i < routes_.size(); ++i) {
    if (!fits(patterns_[i], segments)) continue;
    if (!allowed.empty()) allowed += ", ";
    allowed += routes_[i].method == "GET" ? "GET, HEAD" : routes_[i].method;
  }
  return allowed;
}

}  // namespace pixferry::http
