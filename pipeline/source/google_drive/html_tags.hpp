#pragma once

#include <string>
#include <string_view>

namespace pixferry {

/// A tag of a web page, and the text that stands before it.
struct HtmlTag {
  std::string_view text_before;  ///< as written, with its entities
  std::string_view name;         ///< as written: "div", "IMG"
  std::string_view attributes;   ///< as written
  bool is_end = false;

  /// Compared without case.
  bool is(std::string_view tag_name) const;
  /// The attribute's value, its entities resolved; empty if it is absent.
  std::string attribute(std::string_view attribute_name) const;
  /// Whether the class attribute holds that word.
  bool has_class(std::string_view word) const;
};

/// Reads the tags of a page one after the other, in time linear in its length: no more of HTML than
/// it takes to find marked elements in pages that a program wrote. Comments, and what stands in
/// scripts and styles, are passed over. The page must outlive the reader and its tags.
class HtmlTags {
 public:
  explicit HtmlTags(std::string_view page) : rest_(page) {}

  /// False at the end of the page, or of what can be read of it.
  bool next(HtmlTag& tag);
  /// Whether the page ended in the middle of a tag, a comment or a script.
  bool is_cut() const { return is_cut_; }

 private:
  bool take_markup(HtmlTag& tag);
  bool skip_past(std::string_view end);
  void skip_raw_text(std::string_view element);

  std::string_view rest_;
  bool is_cut_ = false;
};

/// The text with its entities resolved: valid UTF-8, without U+0000.
std::string html_text(std::string_view text);

}  // namespace pixferry
