#include "pipeline/source/link.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "pipeline/source/drive_link.hpp"
#include "pipeline/source/web_address.hpp"

namespace pixferry {
namespace {

constexpr std::string_view kAcceptedForms =
    "Accepted are links to a shared Google Drive folder: https://drive.google.com/drive/folders/ID "
    "or https://drive.google.com/open?id=ID.";

constexpr std::size_t kShownHostBytesMax = 80;

Error refusal(std::string reason) {
  return Error{ErrorCode::invalid_folder_url, std::move(reason)};
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view white_space = " \t\r\n\f\v";
  const auto first = text.find_first_not_of(white_space);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(white_space) - first + 1);
}

bool is_host_or_below(std::string_view host, std::string_view domain) {
  return host == domain || (host.size() > domain.size() && host.ends_with(domain) &&
                            host[host.size() - domain.size() - 1] == '.');
}

bool is_dropbox_host(std::string_view host) {
  constexpr std::array<std::string_view, 3> domains{"dropbox.com", "dropboxusercontent.com",
                                                    "db.tt"};
  return std::ranges::any_of(domains, [&](auto domain) { return is_host_or_below(host, domain); });
}

bool is_look_alike(std::string_view host) {
  return host.find("drive.google") != host.npos || host.find("dropbox.com") != host.npos;
}

Error foreign_host(std::string_view host) {
  const auto shown = host.substr(0, kShownHostBytesMax);
  if (is_look_alike(host)) {
    return refusal(fmt::format("The host {} only looks like one we know.", shown));
  }
  return refusal(fmt::format("The host {} is not Google Drive.", shown));
}

Result<Link> parse_trimmed(std::string_view text) {
  if (text.empty()) return refusal("The link is empty.");
  const auto address = parse_web_address(text);
  if (!address) return address.error();
  if (is_drive_host(address->host)) return parse_drive_link(*address);
  if (is_dropbox_host(address->host)) return refusal("Dropbox links are not supported yet.");
  return foreign_host(address->host);
}

}  // namespace

std::string Link::public_url() const {
  switch (target) {
    case Target::folder: return "https://drive.google.com/drive/folders/" + id;
    case Target::file: return "https://drive.google.com/file/d/" + id + "/view";
    case Target::unknown: break;
  }
  return "https://drive.google.com/open?id=" + id;
}

Result<Link> parse_link(std::string_view text, const Limits& limits) {
  auto link = text.size() > limits.link_bytes_max
                  ? Result<Link>{refusal(
                        fmt::format("The link is longer than {} bytes.", limits.link_bytes_max))}
                  : parse_trimmed(trimmed(text));
  if (link) return link;
  return refusal(fmt::format("{} {}", link.error().message, kAcceptedForms));
}

}  // namespace pixferry
