#include <arpa/inet.h>

#include <algorithm>

#include "fuzz/fuzz_targets.hpp"
#include "pipeline/platform/http_url.hpp"
#include "pipeline/webhooks/webhook_url.hpp"

namespace pixferry::fuzz {
namespace {

/// The plainest of those that must not be called, told in another way than the program does.
bool is_of_this_network(const std::string& host) {
  in_addr address{};
  if (::inet_pton(AF_INET, host.c_str(), &address) != 1) {
    return host == "localhost" || host == "[::]" || host == "[::1]";
  }
  const auto number = ntohl(address.s_addr);
  const auto first = number >> 24;
  return first == 0 || first == 10 || first == 127 || first >= 224 || number >> 16 == 0xc0a8 ||
         number >> 16 == 0xa9fe;
}

}  // namespace

/// What may be called is https of a host that is not one of ours, and reads the same again: so what
/// was checked is what will be connected.
void fuzz_webhook_url(std::string_view bytes) {
  const auto url = read_webhook_url(bytes, {});
  if (!url) {
    require(url.error().code == ErrorCode::invalid_request, "the code of a refused URL");
    require(!url.error().message.empty(), "a refusal says why");
    return;
  }
  require(url->starts_with("https://"), "only https");
  require(std::ranges::all_of(*url, [](char c) { return c > 0x20 && c < 0x7f; }),
          "a URL fits in a line");
  const auto parsed = parse_http_url(*url);
  require(parsed && parsed->is_https, "it is read again");
  require(parsed->text == *url, "it is read as it was written");
  require(!is_of_this_network(parsed->host), "no address of ours");
  const auto authority = std::string_view{*url}.substr(8, url->find_first_of("/?", 8) - 8);
  require(authority.find('@') == authority.npos, "no user name");
  const auto again = read_webhook_url(*url, {});
  require(again && *again == *url, "it is taken again");
}

}  // namespace pixferry::fuzz
