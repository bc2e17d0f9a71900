#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "api-gateway/http/accepted_encoding.hpp"
#include "api-gateway/http/target.hpp"
#include "api-gateway/routes/client_address.hpp"
#include "api-gateway/routes/image_query.hpp"
#include "api-gateway/routes/retry_body.hpp"
#include "fuzz/fuzz_targets.hpp"

namespace pixferry::fuzz {
namespace {

/// What a query asks for, written as a query again; nothing if it is refused.
std::optional<std::string> understood(const std::string& target) {
  const auto parsed = http::parse_target(target);
  if (!parsed) return std::nullopt;
  routes::QueryFields fields{parsed->query};
  const auto selection = routes::image_selection(fields);
  const auto problem = fields.are_valid() ? http::Response{} : fields.problem("fuzz");
  require(fields.are_valid() || problem.status == 422, "the client is at fault");
  if (!fields.are_valid()) return std::nullopt;
  return routes::query_of(selection);
}

bool may_stand_in_link(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    return c > ' ' && c < '\x7F' && c != '<' && c != '>' && c != '"' && c != '#';
  });
}

}  // namespace

/// The bytes as the query of GET /images; what the Link to its next page carries of them.
void fuzz_image_query(std::string_view bytes) {
  const auto query = understood("/images?" + std::string{bytes});
  if (!query) return;
  require(may_stand_in_link(*query), "a Link header holds it as it is");
  const auto again = understood("/images?" + *query);
  require(again.has_value(), "a link of ours is taken");
  require(*again == *query, "a link of ours means what the query meant");
}

void fuzz_retry_body(std::string_view bytes) {
  http::Request request;
  request.method = "POST";
  request.headers.set("Content-Type", "application/json");
  request.body = std::string{bytes};
  const auto read = routes::read_retry_body(request, Limits{});
  if (const auto* problem = std::get_if<http::Problem>(&read)) {
    require(problem->status == 400 || problem->status == 422, "the client is at fault");
    require(!problem->detail.empty(), "a refusal says why");
    return;
  }
  const auto& selection = std::get<RetrySelection>(read);
  require(!selection.files || selection.files->size() <= routes::kRetriedIdsMax, "ids are bounded");
}

/// The bytes as headers that say who asks and what it takes.
void fuzz_client_headers(std::string_view bytes) {
  static const std::array proxies{*AddressRange::parse("10.0.0.0/8"),
                                  *AddressRange::parse("fd00::/8")};
  http::Request request;
  request.peer_address = "10.0.0.1";
  request.headers.add("X-Forwarded-For", bytes);
  request.headers.add("Accept-Encoding", bytes);
  const auto address = routes::client_address(request, proxies);
  require(AddressRange::parse(address).has_value(), "whoever asks has an address");
  require(!routes::client_network(address).empty(), "an address has a network");
  const bool takes = http::accepts_encoding(request.headers, "gzip");
  require(!takes || bytes.find('*') != bytes.npos || bytes.size() >= 4, "something was accepted");
  if (const auto range = AddressRange::parse(bytes)) {
    const auto first = bytes.substr(0, bytes.find('/'));
    require(range->contains(first), "a block holds its first address");
  }
}

}  // namespace pixferry::fuzz
