#include "pipeline/source/link.hpp"

#include <fmt/format.h>

#include <array>
#include <optional>

#include "pipeline/source/drive_link.hpp"
#include "pipeline/source/dropbox_link.hpp"
#include "pipeline/source/link_refusal.hpp"
#include "pipeline/source/pasted_text.hpp"
#include "pipeline/source/web_address.hpp"
#include "pipeline/source/wrapped_link.hpp"

namespace pixferry {
namespace {

constexpr std::string_view kAcceptedForms =
    "Accepted are links to a shared folder or file of Google Drive "
    "(https://drive.google.com/drive/folders/ID, /file/d/ID/view or /open?id=ID) or Dropbox "
    "(https://www.dropbox.com/scl/fo/… with its rlkey, /sh/…, /scl/fi/… or /s/…).";

constexpr std::size_t kShownHostBytesMax = 80;
constexpr int kWrappersMax = 3;

struct ForeignHost {
  std::string_view domain;
  std::string_view why;
};

constexpr std::array kForeignHosts{
    ForeignHost{"accounts.google.com",
                "This is Google's sign-in page; the folder is not shared with everyone who has the "
                "link."},
    ForeignHost{"photos.google.com",
                "This is a link to Google Photos, whose albums cannot be read "
                "from outside; share a folder of Google Drive."},
    ForeignHost{"photos.app.goo.gl",
                "This is a link to Google Photos, whose albums cannot be read "
                "from outside; share a folder of Google Drive."},
    ForeignHost{"goo.gl", "This is a short link; open it and copy the link it leads to."},
    ForeignHost{"bit.ly", "This is a short link; open it and copy the link it leads to."},
    ForeignHost{"t.co", "This is a short link; open it and copy the link it leads to."},
};

bool is_look_alike(std::string_view host) {
  return host.find("drive.google") != host.npos || host.find("dropbox.com") != host.npos;
}

Error foreign_host(std::string_view host) {
  const auto shown = host.substr(0, kShownHostBytesMax);
  if (is_look_alike(host)) {
    return link_refusal(fmt::format("The host {} only looks like one we know.", shown));
  }
  for (const auto& foreign : kForeignHosts) {
    if (is_host_or_below(host, foreign.domain)) return link_refusal(std::string{foreign.why});
  }
  return link_refusal(fmt::format("The host {} is neither Google Drive nor Dropbox.", shown));
}

// What was copied out of a web page's source has its ampersands escaped.
std::string without_escaped_ampersands(std::string_view text) {
  constexpr std::string_view escaped = "&amp;";
  std::string plain;
  for (;;) {
    const auto found = text.find(escaped);
    plain += text.substr(0, found);
    if (found == text.npos) return plain;
    plain += '&';
    text.remove_prefix(found + escaped.size());
  }
}

Result<Link> parse_address(std::string text) {
  for (int wrappers = 0; wrappers <= kWrappersMax; ++wrappers) {
    const auto address = parse_web_address(without_escaped_ampersands(text));
    if (!address) return address.error();
    if (is_drive_host(address->host)) return parse_drive_link(*address);
    if (is_dropbox_host(address->host)) return parse_dropbox_link(*address);
    auto wrapped = wrapped_address(*address);
    if (!wrapped) return foreign_host(address->host);
    if (!*wrapped) return wrapped->error();
    text = **std::move(wrapped);
  }
  return link_refusal("The link is wrapped in other links too many times.");
}

bool is_same_place(const Link& left, const Link& right) {
  return left.source == right.source && left.id == right.id;
}

/// The one place that the addresses name, or why the first of them names none.
Result<Link> parse_addresses(const std::vector<std::string_view>& addresses) {
  std::optional<Link> found;
  std::optional<Error> refused;
  for (const auto address : addresses) {
    auto link = parse_address(std::string{address});
    if (!link) {
      if (!refused) refused = link.error();
    } else if (found && !is_same_place(*found, *link)) {
      return link_refusal("There are links to several folders; give one at a time.");
    } else if (!found || found->resource_key.empty()) {
      found = *std::move(link);
    }
  }
  if (found) return *std::move(found);
  return refused.value_or(link_refusal("The link is empty."));
}

}  // namespace

std::string Link::public_url() const {
  if (source == SourceKind::dropbox) return dropbox_url(id, {});
  switch (target) {
    case Target::folder: return "https://drive.google.com/drive/folders/" + id;
    case Target::file: return "https://drive.google.com/file/d/" + id + "/view";
    case Target::unknown: break;
  }
  return "https://drive.google.com/open?id=" + id;
}

Result<Link> parse_link(std::string_view text, const Limits& limits) {
  auto link = text.size() > limits.link_bytes_max
                  ? Result<Link>{link_refusal(
                        fmt::format("The link is longer than {} bytes.", limits.link_bytes_max))}
                  : parse_addresses(addresses_in(text));
  if (link) return link;
  return link_refusal(fmt::format("{} {}", link.error().message, kAcceptedForms));
}

}  // namespace pixferry
