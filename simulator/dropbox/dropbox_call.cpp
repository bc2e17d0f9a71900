#include "simulator/dropbox/dropbox_call.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json/parse.hpp>
#include <span>

#include "simulator/dropbox/dropbox_error.hpp"

namespace pixferry::simulator {
namespace {

namespace bj = boost::json;

struct Route {
  std::string_view name;
  Operation operation;
  std::array<std::string_view, 6> fields;  ///< that its argument may have
};

constexpr std::array kRpcRoutes{
    Route{"files/list_folder",
          Operation::list,
          {"path", "shared_link", "limit", "recursive", "include_non_downloadable_files",
           "include_deleted"}},
    Route{"files/list_folder/continue", Operation::list, {"cursor"}},
    Route{"sharing/get_shared_link_metadata", Operation::get, {"url", "path", "link_password"}}};
constexpr std::array kContentRoutes{
    Route{"sharing/get_shared_link_file", Operation::download, {"url", "path", "link_password"}}};

constexpr std::array<std::string_view, 3> kRpcTypes{
    "application/json", "application/json; charset=utf-8", "text/plain; charset=dropbox-cors-hack"};
constexpr std::array<std::string_view, 3> kContentTypes{"", "application/octet-stream",
                                                        "text/plain; charset=dropbox-cors-hack"};

bool contains(std::span<const std::string_view> words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

bool is_printable_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7f; });
}

void read_argument(std::string_view text, std::string_view where, const Route& route,
                   DropboxCall& call) {
  bj::error_code failure;
  auto value = bj::parse(text, failure);
  if (failure || !value.is_object()) {
    call.refusal =
        dropbox_bad_request(route.name, fmt::format("{}: could not decode input as JSON", where));
    return;
  }
  for (const auto& [name, field] : value.as_object()) {
    if (contains(route.fields, name)) continue;
    call.refusal = dropbox_bad_request(
        route.name, fmt::format("{}: unknown field '{}'", where, std::string_view{name}));
    return;
  }
  call.argument = std::move(value.as_object());
}

void check_type(const Request& request, std::span<const std::string_view> types, const Route& route,
                DropboxCall& call) {
  const auto type = request.header("Content-Type");
  if (contains(types, type)) return;
  call.refusal = dropbox_bad_request(
      route.name, fmt::format("Bad HTTP \"Content-Type\" header: \"{}\".  Expecting one of \"{}\".",
                              type, types.back()));
}

void read_content_request(const Request& request, const Route& route, DropboxCall& call) {
  constexpr std::string_view where = "HTTP header \"Dropbox-API-Arg\"";
  check_type(request, kContentTypes, route, call);
  if (call.refusal) return;
  if (!request.body.empty()) {
    call.refusal = dropbox_bad_request(route.name,
                                       "You provided a non-empty HTTP request body, but "
                                       "this API function expects an empty body.");
    return;
  }
  const auto argument = request.header("Dropbox-API-Arg");
  // What is not ASCII in a header arrives as who knows what.
  read_argument(is_printable_ascii(argument) ? argument : std::string_view{}, where, route, call);
}

void read_rpc_request(const Request& request, const Route& route, DropboxCall& call) {
  check_type(request, kRpcTypes, route, call);
  if (!call.refusal) read_argument(request.body, "request body", route, call);
}

DropboxCall unknown_function(std::string_view name) {
  DropboxCall call{.route = std::string{name}};
  call.refusal = dropbox_bad_request(name, "Unknown API function");
  call.refusal->status = 404;
  return call;
}

using Read = void (*)(const Request&, const Route&, DropboxCall&);

DropboxCall read_call(const Request& request, std::string_view name, std::span<const Route> routes,
                      Read read) {
  const auto route = std::ranges::find(routes, name, &Route::name);
  if (route == routes.end()) return unknown_function(name);
  DropboxCall call{.operation = route->operation, .route = std::string{name}};
  read(request, *route, call);
  return call;
}

/// What follows a host and "/2/"; nothing for a path that begins otherwise.
std::optional<std::string_view> route_below(std::string_view path, std::string_view host) {
  if (!path.starts_with(host)) return std::nullopt;
  path.remove_prefix(host.size());
  if (!path.starts_with("/2/")) return std::nullopt;
  return path.substr(3);
}

}  // namespace

std::optional<DropboxCall> read_dropbox_call(const Request& request,
                                             const DropboxOptions& options) {
  if (request.method != "POST") return std::nullopt;
  if (request.path == options.api_path + "/oauth2/token") {
    return DropboxCall{.operation = Operation::renew};
  }
  if (const auto name = route_below(request.path, options.api_path)) {
    return read_call(request, *name, kRpcRoutes, read_rpc_request);
  }
  if (const auto name = route_below(request.path, options.content_path)) {
    return read_call(request, *name, kContentRoutes, read_content_request);
  }
  return std::nullopt;
}

}  // namespace pixferry::simulator
