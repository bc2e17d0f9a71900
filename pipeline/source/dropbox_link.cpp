#include "pipeline/source/dropbox_link.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "pipeline/platform/percent_encoding.hpp"
#include "pipeline/source/link_refusal.hpp"

namespace pixferry {
namespace {

using Target = Link::Target;
using Path = std::span<const std::string>;

constexpr std::size_t kTokenBytesMax = 200;

/// How the paths of shared links begin. What follows is an id, and then the key of a folder link or
/// the name of a file.
struct Form {
  std::array<std::string_view, 2> start;  ///< the second may be empty
  Target target;
  bool needs_rlkey;
};

constexpr std::array kForms{
    Form{{"scl", "fo"}, Target::folder, true},
    Form{{"scl", "fi"}, Target::file, true},
    Form{{"sh", ""}, Target::folder, false},
    Form{{"s", ""}, Target::file, false},
};

struct OtherPage {
  std::string_view start;
  std::string_view what;
};

constexpr std::string_view kOwnPage =
    "This is a page of your own Dropbox; share the folder and copy that link.";
constexpr std::string_view kShortLink =
    "This is a short link of Dropbox's; open it and copy the link it leads to.";
constexpr std::string_view kPaper = "This is a Dropbox Paper document, not a folder.";

constexpr std::array kOtherPages{
    OtherPage{"t",
              "This is a Dropbox Transfer, which only browsers can read; ask for a link to "
              "the folder."},
    OtherPage{"l", kShortLink},
    OtherPage{"home", kOwnPage},
    OtherPage{"work", kOwnPage},
    OtherPage{"personal", kOwnPage},
    OtherPage{"preview", kOwnPage},
    OtherPage{"request", "This is a request for files: one can put files there, not read any."},
    OtherPage{"paper", kPaper},
    OtherPage{"login", "This is Dropbox's sign-in page; copy the shared link itself."},
};

constexpr std::string_view kCutOff = "The link is cut off: what follows its ID is missing.";

bool is_token(std::string_view text) {
  return !text.empty() && text.size() <= kTokenBytesMax &&
         std::ranges::all_of(text, is_token_character);
}

std::size_t start_size(const Form& form) {
  return form.start[1].empty() ? 1 : 2;
}

bool is_of(const Form& form, Path path) {
  const auto size = start_size(form);
  return path.size() >= size &&
         std::ranges::equal(path.first(size), std::span{form.start}.first(size));
}

// The link's parameters that Dropbox wants to see again, in an order of ours; "dl" and the like say
// how a browser should show the link.
Result<std::string> read_resource_key(const Form& form, const WebAddress& address) {
  std::string key;
  for (const std::string_view name : {"rlkey", "st"}) {
    const auto value = address.parameter(name);
    if (!value) return value.error();
    if (value->empty()) {
      if (name != "rlkey" || !form.needs_rlkey) continue;
      return link_refusal(
          "The link lacks its rlkey part, without which Dropbox shows nothing; copy the "
          "whole link.");
    }
    if (!is_token(*value))
      return link_refusal("The link's rlkey has characters that no rlkey has.");
    if (!key.empty()) key += '&';
    key.append(name).append("=").append(*value);
  }
  return key;
}

Result<Link> read_form(const Form& form, const WebAddress& address) {
  const auto rest = Path{address.path}.subspan(start_size(form));
  if (rest.empty()) return link_refusal("The link names no folder: its ID is missing.");
  if (!is_token(rest[0]))
    return link_refusal("The link's ID has characters that no Dropbox ID has.");
  if (rest.size() < 2) return link_refusal(kCutOff);
  const bool is_file = form.target == Target::file;
  if (!is_file && !is_token(rest[1])) {
    return link_refusal("The link's key has characters that no Dropbox key has.");
  }
  if (is_file && rest.size() > 2) return link_refusal("The link goes on after the file's name.");
  auto key = read_resource_key(form, address);
  if (!key) return key.error();
  std::string id;
  for (const auto& part : address.path) {
    if (!id.empty()) id += '/';
    id += percent_encoded(part);
  }
  // Behind a folder's key stands the path of what is meant, a folder or a file.
  const auto target = rest.size() > 2 ? Target::unknown : form.target;
  return Link{SourceKind::dropbox, target, std::move(id), std::move(*key)};
}

}  // namespace

bool is_dropbox_host(std::string_view host) {
  constexpr std::array<std::string_view, 3> domains{"dropbox.com", "dropboxusercontent.com",
                                                    "db.tt"};
  return std::ranges::any_of(domains, [&](auto domain) { return is_host_or_below(host, domain); });
}

Result<Link> parse_dropbox_link(const WebAddress& address) {
  constexpr std::array<std::string_view, 4> hosts{"www.dropbox.com", "dropbox.com",
                                                  "dl.dropboxusercontent.com", "dl.dropbox.com"};
  if (address.host == "db.tt") return link_refusal(kShortLink);
  if (address.host == "paper.dropbox.com") return link_refusal(kPaper);
  if (std::ranges::find(hosts, address.host) == hosts.end()) {
    return link_refusal("This host of Dropbox's gives out no shared links.");
  }
  for (const auto& form : kForms) {
    if (is_of(form, address.path)) return read_form(form, address);
  }
  if (address.path.empty()) return link_refusal("The link names no folder: its ID is missing.");
  for (const auto& page : kOtherPages) {
    if (address.path.front() == page.start) return link_refusal(page.what);
  }
  return link_refusal("This page of Dropbox is not a shared folder.");
}

std::string dropbox_url(std::string_view id, std::string_view resource_key) {
  std::string url = "https://www.dropbox.com/";
  url += id;
  if (resource_key.empty()) return url;
  return url.append("?").append(resource_key).append("&dl=0");
}

}  // namespace pixferry
