#include "simulator/google_drive/search_query.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

namespace pixferry::simulator {

/// expression := term (('and' | 'or') term)*
/// term := 'not' term | '(' expression ')' | text 'in' 'parents' | name ('=' | '!=') value
class SearchQueryParser {
 public:
  using Condition = SearchQuery::Condition;

  explicit SearchQueryParser(std::string_view text) : rest_(text) {}

  std::optional<SearchQuery> whole() {
    auto condition = expression(0);
    if (!condition || !next_is_end()) return std::nullopt;
    query_.matches_ = *std::move(condition);
    return std::move(query_);
  }

 private:
  static constexpr int kDepthMax = 16;

  std::optional<Condition> expression(int depth) {
    auto left = term(depth);
    while (left) {
      const bool joins_both = take_word("and");
      if (!joins_both && !take_word("or")) break;
      auto right = term(depth);
      if (!right) return std::nullopt;
      left = joined(*std::move(left), *std::move(right), joins_both);
    }
    return left;
  }

  static Condition joined(Condition left, Condition right, bool needs_both) {
    return [left = std::move(left), right = std::move(right), needs_both](const DriveEntry& entry) {
      return needs_both ? left(entry) && right(entry) : left(entry) || right(entry);
    };
  }

  std::optional<Condition> term(int depth) {
    if (depth > kDepthMax) return std::nullopt;
    if (take_word("not")) {
      auto negated = term(depth + 1);
      if (!negated) return std::nullopt;
      return Condition{
          [negated = *std::move(negated)](const DriveEntry& e) { return !negated(e); }};
    }
    if (take("(")) {
      auto inner = expression(depth + 1);
      return take(")") ? inner : std::nullopt;
    }
    return next_is('\'') ? membership() : comparison();
  }

  std::optional<Condition> membership() {
    const auto folder = take_text();
    if (!folder || !take_word("in") || !take_word("parents")) return std::nullopt;
    if (std::ranges::find(query_.parents_, *folder) == query_.parents_.end()) {
      query_.parents_.push_back(*folder);
    }
    return Condition{[folder = *folder](const DriveEntry& e) { return e.parent_id == folder; }};
  }

  std::optional<Condition> comparison() {
    const auto field = take_name();
    const bool is_wanted = !take("!");
    if (!take("=")) return std::nullopt;
    if (field == "trashed") {
      const bool is_true = take_word("true");
      if (!is_true && !take_word("false")) return std::nullopt;
      // Nothing in this Drive is in the trash.
      return Condition{[matches = is_true != is_wanted](const DriveEntry&) { return matches; }};
    }
    const auto value = take_text();
    if (!value || (field != "name" && field != "mimeType")) return std::nullopt;
    const auto member = field == "name" ? &DriveEntry::name : &DriveEntry::mime_type;
    return Condition{[member, value = *value, is_wanted](const DriveEntry& entry) {
      return (entry.*member == value) == is_wanted;
    }};
  }

  void skip_blanks() {
    while (rest_.starts_with(' ')) rest_.remove_prefix(1);
  }

  bool next_is(char expected) {
    skip_blanks();
    return rest_.starts_with(expected);
  }

  bool next_is_end() {
    skip_blanks();
    return rest_.empty();
  }

  bool take(std::string_view expected) {
    skip_blanks();
    if (!rest_.starts_with(expected)) return false;
    rest_.remove_prefix(expected.size());
    return true;
  }

  std::string_view next_name() {
    skip_blanks();
    const auto end = std::ranges::find_if_not(
        rest_, [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; });
    return rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
  }

  std::string_view take_name() {
    const auto name = next_name();
    rest_.remove_prefix(name.size());
    return name;
  }

  bool take_word(std::string_view word) { return next_name() == word && take(word); }

  /// 'text', in which a backslash stands before a quote or another backslash.
  std::optional<std::string> take_text() {
    if (!take("'")) return std::nullopt;
    std::string text;
    for (std::size_t i = 0; i < rest_.size(); ++i) {
      if (rest_[i] == '\'') {
        rest_.remove_prefix(i + 1);
        return text;
      }
      if (rest_[i] == '\\' && ++i == rest_.size()) break;
      text.push_back(rest_[i]);
    }
    return std::nullopt;
  }

  std::string_view rest_;
  SearchQuery query_;
};

std::optional<SearchQuery> SearchQuery::parse(std::string_view text) {
  return SearchQueryParser{text}.whole();
}

}  // namespace pixferry::simulator
