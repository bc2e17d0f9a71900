#include "simulator/object_storage/supabase_route.hpp"

#include <array>

namespace pixferry::simulator {
namespace {

using Kind = SupabaseRoute::Kind;

constexpr std::string_view kRoot = "/storage/v1/";
constexpr std::string_view kListing = "list-v2/";

struct Prefix {
  std::string_view text;
  Kind kind;
};

/// The longest first where one begins another.
constexpr std::array kPosts = {Prefix{"upload/sign/", Kind::sign_upload},
                               Prefix{"sign/", Kind::sign}, Prefix{"", Kind::upload}};
constexpr std::array kPuts = {Prefix{"", Kind::replace}};
constexpr std::array kGets = {
    Prefix{"public/", Kind::public_content},
    Prefix{"authenticated/", Kind::authenticated_content},
    Prefix{"sign/", Kind::signed_content},
    Prefix{"info/authenticated/", Kind::info},
    Prefix{"info/", Kind::info},
    Prefix{"", Kind::content},
};
constexpr std::array kDeletes = {Prefix{"", Kind::remove}};

std::span<const Prefix> prefixes_of(std::string_view method) {
  if (method == "GET" || method == "HEAD") return kGets;
  if (method == "POST") return kPosts;
  if (method == "PUT") return kPuts;
  if (method == "DELETE") return kDeletes;
  return {};
}

SupabaseRoute object_route(std::string_view method, std::string_view rest) {
  if (method == "POST" && rest.starts_with(kListing)) {
    return {Kind::list, std::string{rest.substr(kListing.size())}, {}};
  }
  for (const auto& prefix : prefixes_of(method)) {
    if (!rest.starts_with(prefix.text)) continue;
    rest.remove_prefix(prefix.text.size());
    const auto slash = rest.find('/');
    SupabaseRoute route{prefix.kind, std::string{rest.substr(0, slash)}, {}};
    if (slash != rest.npos) route.key = rest.substr(slash + 1);
    if (route.key.empty()) {
      route.kind = prefix.kind == Kind::remove ? Kind::remove_many : Kind::unknown;
    }
    return route;
  }
  return {};
}

SupabaseRoute bucket_route(std::string_view method, std::string_view name) {
  if (name.empty() && method == "GET") return {.kind = Kind::list_buckets, .bucket = {}, .key = {}};
  if (name.empty() && method == "POST") return {.kind = Kind::make_bucket, .bucket = {}, .key = {}};
  const bool is_known = method == "GET" && name.find('/') == name.npos;
  return {is_known ? Kind::get_bucket : Kind::unknown, std::string{name}, {}};
}

}  // namespace

std::optional<SupabaseRoute> supabase_route(const Request& request) {
  std::string_view rest = request.path;
  if (!rest.starts_with(kRoot)) return std::nullopt;
  rest.remove_prefix(kRoot.size());
  if (rest == "bucket") return bucket_route(request.method, "");
  if (rest.starts_with("bucket/")) return bucket_route(request.method, rest.substr(7));
  if (rest.starts_with("object/")) return object_route(request.method, rest.substr(7));
  return SupabaseRoute{};
}

std::optional<Operation> SupabaseRoute::operation(const Request& request) const {
  switch (kind) {
    case Kind::upload:
    case Kind::replace: return Operation::put;
    case Kind::content:
    case Kind::authenticated_content:
    case Kind::public_content:
    case Kind::signed_content:
      return request.method == "HEAD" ? Operation::head : Operation::get_object;
    case Kind::info: return Operation::head;
    case Kind::remove:
    case Kind::remove_many: return Operation::remove;
    case Kind::sign: return Operation::sign;
    case Kind::list: return Operation::list_objects;
    default: return std::nullopt;
  }
}

}  // namespace pixferry::simulator
