#include "pipeline/source/google_drive/public_answer_page.hpp"

#include <algorithm>
#include <array>

#include "pipeline/source/google_drive/drive_answer.hpp"
#include "pipeline/source/google_drive/drive_refusal.hpp"
#include "pipeline/source/google_drive/html_tags.hpp"

namespace pixferry {
namespace {

using PageKind = PublicAnswerPage::Kind;

constexpr std::size_t kFieldsMax = 16;
constexpr std::size_t kValueBytesMax = 1024;

struct Sign {
  std::string_view text;
  PageKind kind;
};

constexpr std::array kTitleSigns{
    Sign{"Quota exceeded", PageKind::quota},    Sign{"Sign in", PageKind::sign_in},
    Sign{"Sign-in", PageKind::sign_in},         Sign{"Google Accounts", PageKind::sign_in},
    Sign{"Infected file", PageKind::forbidden},
};

constexpr std::array kBodySigns{
    Sign{"Too many users have viewed or downloaded this file recently", PageKind::quota},
    Sign{"is infected with a virus", PageKind::forbidden},
    Sign{"given you permission to download this file", PageKind::forbidden},
    Sign{"Only the owner and editors can download this file", PageKind::forbidden},
};

template <class Signs>
PageKind kind_by(const Signs& signs, std::string_view text) {
  for (const auto& sign : signs) {
    if (text.find(sign.text) != text.npos) return sign.kind;
  }
  return PageKind::unknown;
}

struct Read {
  std::string title;
  std::vector<std::pair<std::string, std::string>> fields;
};

void take_field(const HtmlTag& tag, Read& read) {
  if (!tag.is("input") || tag.attribute("type") != "hidden") return;
  auto name = tag.attribute("name");
  auto value = tag.attribute("value");
  if (!is_drive_token(name) || value.size() > kValueBytesMax) return;
  if (read.fields.size() < kFieldsMax) read.fields.emplace_back(std::move(name), std::move(value));
}

/// The title, and the hidden fields of the form that asks for a confirmation.
Read read_page(std::string_view body) {
  Read read;
  bool in_title = false;
  bool in_form = false;
  HtmlTag tag;
  for (HtmlTags tags{body}; tags.next(tag);) {
    if (in_title) read.title += html_text(tag.text_before);
    in_title = tag.is("title") && !tag.is_end && read.title.empty();
    if (tag.is("form")) in_form = !tag.is_end && tag.attribute("id") == "download-form";
    if (in_form && !tag.is_end) take_field(tag, read);
  }
  return read;
}

}  // namespace

PublicAnswerPage read_public_answer_page(std::string_view body) {
  auto read = read_page(body);
  const auto confirms = [](const auto& field) { return field.first == "confirm"; };
  if (std::ranges::any_of(read.fields, confirms)) {
    return {PageKind::confirmation, std::move(read.fields)};
  }
  if (const auto kind = kind_by(kTitleSigns, read.title); kind != PageKind::unknown)
    return {kind, {}};
  if (read_drive_refusal(body).is_sorry_page) return {PageKind::automated, {}};
  return {kind_by(kBodySigns, body), {}};
}

}  // namespace pixferry
