#include "simulator/google_drive/public_html.hpp"

#include <fmt/format.h>

namespace pixferry::simulator {
namespace {

/// A page that Drive shows instead of a download.
Response download_page(std::string_view title, std::string_view body) {
  return text_response(
      200, kHtmlType,
      fmt::format("<!DOCTYPE html><html><head><title>Google Drive - {}</title><meta "
                  "http-equiv=\"content-type\" content=\"text/html; charset=utf-8\"/>"
                  "<style nonce=\"x\">.goog-link-button{{position:relative}}</style></head>"
                  "<body><div class=\"uc-main\"><div id=\"uc-dl-icon\" class=\"image-container\">"
                  "</div><div id=\"uc-text\">{}</div></div></body></html>",
                  title, body));
}

Response error_page(std::string_view title, std::string_view caption, std::string_view why) {
  return download_page(title, fmt::format("<p class=\"uc-error-caption\">{}</p><p "
                                          "class=\"uc-error-subcaption\">{}</p>",
                                          caption, why));
}

}  // namespace

std::string html_escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&': escaped += "&amp;"; break;
      case '<': escaped += "&lt;"; break;
      case '>': escaped += "&gt;"; break;
      case '"': escaped += "&quot;"; break;
      case '\'': escaped += "&#39;"; break;
      default: escaped += c;
    }
  }
  return escaped;
}

Response sign_in_redirect() {
  auto response = text_response(302, kHtmlType,
                                "<HTML><HEAD><TITLE>Moved Temporarily</TITLE></HEAD><BODY>The "
                                "document has moved.</BODY></HTML>");
  response.headers.push_back({"Location",
                              "https://accounts.google.com/ServiceLogin?service=wise&passive="
                              "1209600&continue=https://drive.google.com/&hl=en"});
  return response;
}

Response virus_scan_page(std::string_view file_id, std::string_view name) {
  return download_page(
      "Virus scan warning",
      fmt::format(
          "<p class=\"uc-warning-caption\">Google Drive can&#39;t scan this file for viruses.</p>"
          "<p class=\"uc-warning-subcaption\"><span class=\"uc-name-size\"><a "
          "href=\"/open?id={0}\">"
          "{1}</a> (101M)</span> is too large for Google to scan for viruses. Would you still like "
          "to download this file?</p><form id=\"download-form\" "
          "action=\"https://drive.usercontent.google.com/download\" method=\"get\"><input "
          "type=\"submit\" id=\"uc-download-link\" class=\"goog-inline-block jfk-button "
          "jfk-button-action\" value=\"Download anyway\"/><input type=\"hidden\" name=\"id\" "
          "value=\"{0}\"><input type=\"hidden\" name=\"export\" value=\"download\"><input "
          "type=\"hidden\" name=\"confirm\" value=\"t\"><input type=\"hidden\" name=\"uuid\" "
          "value=\"{2}\"></form>",
          file_id, html_escaped(name), kConfirmationUuid));
}

Response quota_page() {
  return error_page("Quota exceeded",
                    "Sorry, you can&#39;t view or download this file at this time.",
                    "Too many users have viewed or downloaded this file recently. Please try "
                    "accessing the file again later. If the file you are trying to access is "
                    "particularly large or is shared with many people, it may take up to 24 hours "
                    "to be able to view or download the file.");
}

Response no_permission_page() {
  return error_page("Can&#39;t download file",
                    "Sorry, the owner hasn&#39;t given you permission to download this file.",
                    "Only the owner and editors can download this file. If you&#39;d like to "
                    "download it, please contact the owner.");
}

Response not_found_page() {
  return text_response(404, kHtmlType,
                       "<!DOCTYPE html><html lang=en><meta charset=utf-8><title>Error 404 (Not "
                       "Found)!!1</title><p><b>404.</b> <ins>That's an error.</ins></html>");
}

}  // namespace pixferry::simulator
