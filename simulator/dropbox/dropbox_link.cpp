#include "simulator/dropbox/dropbox_link.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "pipeline/platform/percent_encoding.hpp"
#include "simulator/http/request.hpp"

namespace pixferry::simulator {
namespace {

using Access = DropboxLink::Access;
using Form = DropboxLink::Form;

constexpr std::string_view kSite = "https://www.dropbox.com/";

struct Word {
  std::string_view text;
  Access access;
};

// What stands behind the id of a folder, or in front of the name of a file.
constexpr std::array kWords{Word{"AOpen", Access::open}, Word{"ALocked", Access::locked},
                            Word{"AViewOnly", Access::view_only},
                            Word{"ARevoked", Access::revoked}};

std::string_view word_of(Access access) {
  return std::ranges::find(kWords, access, &Word::access)->text;
}

std::optional<Access> access_of(std::string_view part) {
  for (const auto& [text, access] : kWords) {
    if (part.starts_with(text)) return access;
  }
  return std::nullopt;
}

std::vector<std::string> parts_of(std::string_view path) {
  std::vector<std::string> parts;
  while (!path.empty()) {
    const auto slash = std::min(path.find('/'), path.size());
    parts.push_back(percent_decoded(path.substr(0, slash), false));
    path.remove_prefix(std::min(slash + 1, path.size()));
  }
  return parts;
}

}  // namespace

std::string DropboxLink::url(const DropboxItem& item) const {
  const bool is_folder = item.entry.is_folder();
  const auto word = word_of(access);
  const auto last =
      is_folder ? std::string{word} : percent_encoded(fmt::format("{} {}", word, item.name));
  const bool is_today = form == Form::today;
  const std::string_view start =
      is_today ? (is_folder ? "scl/fo" : "scl/fi") : (is_folder ? "sh" : "s");
  const auto key = is_today ? fmt::format("rlkey={}&st=simulated&", kKey) : std::string{};
  return fmt::format("{}{}/{}/{}?{}dl=0", kSite, start, entry_id, last, key);
}

std::optional<DropboxLink> DropboxLink::read(std::string_view url) {
  if (!url.starts_with(kSite)) return std::nullopt;
  url.remove_prefix(kSite.size());
  const auto question = std::min(url.find('?'), url.size());
  const auto query = "&" + std::string{url.substr(std::min(question + 1, url.size()))} + "&";
  auto parts = parts_of(url.substr(0, question));
  DropboxLink link;
  link.form = !parts.empty() && parts.front() == "scl" ? Form::today : Form::old;
  if (link.form == Form::today) {
    if (query.find(fmt::format("&rlkey={}&", kKey)) == query.npos) return std::nullopt;
    parts.erase(parts.begin());
  }
  if (parts.size() != 3) return std::nullopt;
  const auto access = access_of(parts[2]);
  if (!access) return std::nullopt;
  link.entry_id = parts[1];
  link.access = *access;
  return link;
}

}  // namespace pixferry::simulator
