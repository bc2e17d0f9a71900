#include "pipeline/object_store/s3/s3_xml.hpp"

#include <algorithm>
#include <array>

namespace pixferry {

std::optional<std::string_view> xml_element(std::string_view text, std::string_view name) {
  const auto opening = "<" + std::string{name};
  const auto closing = "</" + std::string{name} + ">";
  for (auto at = text.find(opening); at != text.npos; at = text.find(opening, at + 1)) {
    auto inside = text.substr(at + opening.size());
    if (inside.empty() || (inside.front() != '>' && inside.front() != ' ')) continue;
    inside.remove_prefix(std::min(inside.find('>'), inside.size() - 1) + 1);
    const auto end = inside.find(closing);
    return end == inside.npos ? std::nullopt : std::optional{inside.substr(0, end)};
  }
  return std::nullopt;
}

std::string xml_unescaped(std::string_view text) {
  struct Entity {
    std::string_view name;
    char character;
  };
  constexpr std::array entities{Entity{"&lt;", '<'}, Entity{"&gt;", '>'}, Entity{"&quot;", '"'},
                                Entity{"&apos;", '\''}, Entity{"&amp;", '&'}};
  std::string out;
  while (!text.empty()) {
    const auto* entity = std::ranges::find_if(
        entities, [&](const Entity& candidate) { return text.starts_with(candidate.name); });
    const bool is_entity = entity != entities.end();
    out.push_back(is_entity ? entity->character : text.front());
    text.remove_prefix(is_entity ? entity->name.size() : 1);
  }
  return out;
}

}  // namespace pixferry
