#include "pipeline/catalog/dialect.hpp"

#include <stdexcept>

namespace pixferry {
namespace {

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || c == '_';
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \n\t";
  const auto first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

/// Reads the statement from left to right; every read_ function leaves `at_` behind what it read.
class Expansion {
 public:
  Expansion(std::string_view sql, const Dialect& dialect) : sql_(sql), dialect_(dialect) {}

  std::string run() {
    while (at_ < sql_.size()) {
      if (sql_.substr(at_).starts_with("--")) {
        skip_comment();
      } else if (sql_[at_] == '\'') {
        copy_literal();
      } else if (sql_[at_] == '@') {
        expand_one();
      } else {
        out_.push_back(sql_[at_++]);
      }
    }
    return std::move(out_);
  }

 private:
  void skip_comment() { at_ = std::min(sql_.find('\n', at_), sql_.size()); }

  void copy_literal() {
    const auto end = sql_.find('\'', at_ + 1);
    if (end == std::string_view::npos) throw std::logic_error{"SQL literal without an end"};
    out_ += sql_.substr(at_, end + 1 - at_);
    at_ = end + 1;
  }

  void expand_one() {
    const auto begin = ++at_;
    while (at_ < sql_.size() && is_word_character(sql_[at_])) ++at_;
    const auto word = sql_.substr(begin, at_ - begin);
    std::string arguments;
    if (at_ < sql_.size() && sql_[at_] == '(') arguments = expand(read_parentheses(), dialect_);
    out_ += dialect_.expand_word(word, trimmed(arguments));
  }

  std::string_view read_parentheses() {
    const auto begin = ++at_;
    for (int depth = 1; at_ < sql_.size(); ++at_) {
      if (sql_[at_] == '(') ++depth;
      if (sql_[at_] == ')' && --depth == 0) return sql_.substr(begin, at_++ - begin);
    }
    throw std::logic_error{"SQL parenthesis without an end"};
  }

  std::string_view sql_;
  const Dialect& dialect_;
  std::size_t at_ = 0;
  std::string out_;
};

}  // namespace

std::string expand(std::string_view sql, const Dialect& dialect) {
  return Expansion{sql, dialect}.run();
}

std::vector<std::string> split_arguments(std::string_view text, char separator) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  int depth = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '(') ++depth;
    if (text[at] == ')') --depth;
    if (text[at] != separator || depth > 0) continue;
    parts.emplace_back(trimmed(text.substr(begin, at - begin)));
    begin = at + 1;
  }
  parts.emplace_back(trimmed(text.substr(begin)));
  return parts;
}

}  // namespace pixferry
