#include "pipeline/platform/json_strictness.hpp"

#include <boost/json/basic_parser_impl.hpp>

#include <cmath>
#include <set>
#include <vector>

namespace pixferry::json {

namespace {

namespace bj = boost::json;

/// Receives the parser's events and keeps nothing but the keys of the objects that are open.
/// Their sets are ordered, so that no choice of keys makes them slow.
class StrictReader {
 public:
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);

  const std::string& complaint() const { return complaint_; }

  bool on_document_begin(bj::error_code&) { return true; }
  bool on_document_end(bj::error_code&) { return true; }
  bool on_array_begin(bj::error_code&) { return true; }
  bool on_array_end(std::size_t, bj::error_code&) { return true; }
  bool on_null(bj::error_code&) { return true; }
  bool on_bool(bool, bj::error_code&) { return true; }
  bool on_int64(std::int64_t, bj::string_view, bj::error_code&) { return true; }
  bool on_uint64(std::uint64_t, bj::string_view, bj::error_code&) { return true; }
  bool on_comment_part(bj::string_view, bj::error_code&) { return true; }
  bool on_comment(bj::string_view, bj::error_code&) { return true; }

  bool on_object_begin(bj::error_code&) {
    open_.emplace_back();
    return true;
  }
  bool on_object_end(std::size_t, bj::error_code&) {
    open_.pop_back();
    return true;
  }

  bool on_key_part(bj::string_view part, std::size_t, bj::error_code& error) {
    key_.append(part.data(), part.size());
    return accepts_text(part, error);
  }
  bool on_key(bj::string_view part, std::size_t size, bj::error_code& error) {
    if (!on_key_part(part, size, error)) return false;
    const bool is_new = open_.back().insert(std::move(key_)).second;
    key_.clear();
    return is_new || refuse("the same key stands twice in an object", error);
  }
  bool on_string_part(bj::string_view part, std::size_t, bj::error_code& error) {
    return accepts_text(part, error);
  }
  bool on_string(bj::string_view part, std::size_t, bj::error_code& error) {
    return accepts_text(part, error);
  }

  bool on_number_part(bj::string_view part, bj::error_code&) {
    number_.append(part.data(), part.size());
    return true;
  }
  bool on_double(double value, bj::string_view part, bj::error_code& error) {
    number_.append(part.data(), part.size());
    const bool is_integer = number_.find_first_of(".eE") == std::string::npos;
    number_.clear();
    if (std::isfinite(value) && !is_integer) return true;
    return refuse("a number is out of range", error);
  }

 private:
  bool accepts_text(bj::string_view part, bj::error_code& error) {
    if (part.find('\0') == bj::string_view::npos) return true;
    return refuse("a text contains the character U+0000", error);
  }
  bool refuse(const char* complaint, bj::error_code& error) {
    complaint_ = complaint;
    error = bj::error::syntax;
    return false;
  }

  std::vector<std::set<std::string>> open_;
  std::string key_;
  std::string number_;
  std::string complaint_;
};

}  // namespace

std::optional<std::string> complaint_about_strictness(std::string_view text,
                                                      const bj::parse_options& options) {
  bj::basic_parser<StrictReader> parser{options};
  bj::error_code error;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
  if (!error && read < text.size()) error = bj::error::extra_data;
  if (!error) return std::nullopt;
  const std::string& complaint = parser.handler().complaint();
  return "not valid JSON at byte " + std::to_string(read) + ": " +
         (complaint.empty() ? error.message() : complaint);
}

}  // namespace pixferry::json
