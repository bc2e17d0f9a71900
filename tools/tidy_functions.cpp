#include <fmt/format.h>

#include <algorithm>

#include "tools/tidy_rules.hpp"

namespace pixferry {
namespace {

constexpr std::size_t kFunctionLinesMax = 60;

enum class Block { scope, function, other };

bool has_word(std::string_view text, std::string_view word) {
  return std::ranges::any_of(words_of(text), [&](const Word& w) { return w.text == word; });
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \n\t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \n\t") - first + 1);
}

/// In `X::X(int a) : a_{a} {` the first brace opens a value and not the body.
bool opens_member_value(std::string_view head) {
  const auto list = head.find(") :");
  if (list == std::string_view::npos) return false;
  const char last = head.back();
  return last != ')' && last != '}';
}

/// Reads blocks by their braces: good enough for code that clang-format has laid out.
class FunctionReader {
 public:
  explicit FunctionReader(const TreeFile& file) : file_(file), code_(code_of(file.text)) {}

  Complaints run() {
    for (at_ = 0; at_ < code_.size(); ++at_) {
      const char c = code_[at_];
      if (c == '{') open();
      if (c == '}') close();
      if (c == ';' && is_at_scope()) head_begin_ = at_ + 1;
      // A preprocessor line belongs to no head.
      if (c == '#') head_begin_ = at_ = std::min(code_.find('\n', at_), code_.size());
    }
    return complaints_;
  }

 private:
  struct Open {
    Block kind;
    std::size_t head;
  };

  bool is_at_scope() const { return open_.empty() || open_.back().kind == Block::scope; }

  Block kind_of(std::string_view head) const {
    if (!is_at_scope()) return Block::other;
    if (has_word(head, "namespace")) return Block::scope;
    const bool has_parameters = head.find('(') != std::string_view::npos;
    const bool is_type =
        has_word(head, "class") || has_word(head, "struct") || has_word(head, "union");
    if (is_type && !has_parameters) return Block::scope;
    if (!has_parameters || head.ends_with('=')) return Block::other;
    return opens_member_value(head) ? Block::other : Block::function;
  }

  void open() {
    const auto head = trimmed(std::string_view{code_}.substr(head_begin_, at_ - head_begin_));
    const auto kind = kind_of(head);
    const auto head_at = head.empty() ? at_ : static_cast<std::size_t>(head.data() - code_.data());
    open_.push_back({kind, head_at});
    if (kind != Block::other) head_begin_ = at_ + 1;
  }

  void close() {
    if (open_.empty()) return;
    const auto block = open_.back();
    open_.pop_back();
    if (block.kind == Block::other) return;
    head_begin_ = at_ + 1;
    if (block.kind != Block::function) return;
    const auto first = line_at(code_, block.head);
    const auto count = line_at(code_, at_) - first + 1;
    if (count <= kFunctionLinesMax) return;
    complaints_.push_back(fmt::format("{}:{}: a function of {} lines, and {} is the cap",
                                      file_.path, first, count, kFunctionLinesMax));
  }

  const TreeFile& file_;
  const std::string code_;
  std::size_t at_ = 0;
  std::size_t head_begin_ = 0;
  std::vector<Open> open_;
  Complaints complaints_;
};

}  // namespace

Complaints long_functions(const TreeFile& file) {
  if (!file.is_cpp()) return {};
  return FunctionReader{file}.run();
}

}  // namespace pixferry
