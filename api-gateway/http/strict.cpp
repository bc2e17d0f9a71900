#include "api-gateway/http/strict.hpp"

#include <algorithm>

#include "api-gateway/http/headers.hpp"
#include "api-gateway/http/target.hpp"
#include "pipeline/platform/ascii.hpp"
#include "pipeline/platform/percent_encoding.hpp"

namespace pixferry::http {
namespace {

constexpr std::size_t kMethodBytesMax = 32;
constexpr std::size_t kLengthDigitsMax = 18;
constexpr int kFieldsMax = 100;

using Check = std::optional<Refusal>;

Check refuse(std::string_view detail, int status = 400) {
  return Refusal{.status = status, .detail = detail};
}

/// RFC 9110 §5.6.2
bool is_token(std::string_view text) {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::ranges::all_of(text, [&](char c) {
    return ascii::is_alphanumeric(c) || marks.find(c) != marks.npos;
  });
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7F;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t";
  const auto first = text.find_first_not_of(blanks);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// host [":" port], without user information.
bool is_host(std::string_view text) {
  constexpr std::string_view marks = "-._~:[]%";
  return !text.empty() && std::ranges::all_of(text, [&](char c) {
    return ascii::is_alphanumeric(c) || marks.find(c) != marks.npos;
  });
}

struct RequestLine {
  std::string_view method;
  std::string_view target;
  bool is_http_1_0 = false;
};

/// What the fields of one block say about framing, gathered line by line.
struct Framing {
  std::optional<std::string_view> host;
  bool has_length = false;
  bool has_coding = false;
  int fields = 0;
};

Check check_target(std::string_view method, std::string_view target) {
  constexpr std::string_view message = "The request target is malformed.";
  const bool visible = std::ranges::all_of(target, [](char c) { return c > 0x20 && c < 0x7F; });
  if (target.empty() || !visible || target.find('#') != target.npos) return refuse(message);
  if (target.find("%00") != target.npos || !percent_decoded(target)) return refuse(message);
  if (target == "*") return method == "OPTIONS" ? Check{} : refuse(message);
  if (target.starts_with('/')) return std::nullopt;
  constexpr std::string_view scheme = "http://";
  const bool absolute = ascii::equal_ignoring_case(target.substr(0, scheme.size()), scheme);
  return absolute ? Check{} : refuse(message);
}

Check read_request_line(std::string_view line, RequestLine& into) {
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == line.npos || first == last) return refuse("The request line is malformed.");
  into.method = line.substr(0, first);
  into.target = line.substr(first + 1, last - first - 1);
  const auto version = line.substr(last + 1);
  if (!is_token(into.method) || into.method.size() > kMethodBytesMax) {
    return refuse("The method is malformed.");
  }
  if (version != "HTTP/1.1" && version != "HTTP/1.0") {
    return refuse("The protocol version is not HTTP/1.1 or HTTP/1.0.");
  }
  into.is_http_1_0 = version == "HTTP/1.0";
  return check_target(into.method, into.target);
}

Check check_host(std::string_view value, Framing& framing) {
  if (framing.host) return refuse("Host is given twice.");
  if (!is_host(value)) return refuse("Host is malformed.");
  framing.host = value;
  return std::nullopt;
}

Check check_length(std::string_view value, Framing& framing) {
  if (framing.has_length) return refuse("Content-Length is given twice.");
  const bool digits = std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; });
  if (value.empty() || !digits || value.size() > kLengthDigitsMax) {
    return refuse("Content-Length is not a number.");
  }
  framing.has_length = true;
  return std::nullopt;
}

Check check_coding(std::string_view value, Framing& framing) {
  if (framing.has_coding) return refuse("Transfer-Encoding is given twice.");
  if (!ascii::equal_ignoring_case(value, "chunked")) {
    return refuse("Transfer-Encoding is not exactly chunked.");
  }
  framing.has_coding = true;
  return std::nullopt;
}

Check check_field(std::string_view line, Framing& framing) {
  if (line.front() == ' ' || line.front() == '\t') return refuse("A header line is folded.");
  const auto colon = line.find(':');
  if (colon == line.npos || !is_token(line.substr(0, colon))) {
    return refuse("A header name is malformed.");
  }
  const auto name = line.substr(0, colon);
  const auto value = trimmed(line.substr(colon + 1));
  if (std::ranges::any_of(value, [](char c) { return is_control(c) && c != '\t'; })) {
    return refuse("A header value holds a control byte.");
  }
  if (++framing.fields > kFieldsMax) return refuse("There are too many header fields.", 431);
  if (ascii::equal_ignoring_case(name, "Host")) return check_host(value, framing);
  if (ascii::equal_ignoring_case(name, "Content-Length")) return check_length(value, framing);
  if (ascii::equal_ignoring_case(name, "Transfer-Encoding")) return check_coding(value, framing);
  if (ascii::equal_ignoring_case(name, "Expect") &&
      !ascii::equal_ignoring_case(value, "100-continue")) {
    return refuse("Expect knows 100-continue only.", 417);
  }
  return std::nullopt;
}

/// An absolute target must name the host that Host names.
bool names_other_host(std::string_view target, std::string_view host) {
  if (target.starts_with('/') || target == "*") return false;
  target.remove_prefix(std::string_view{"http://"}.size());
  return !ascii::equal_ignoring_case(target.substr(0, target.find_first_of("/?")), host);
}

Check check_together(const RequestLine& line, const Framing& framing) {
  if (!framing.host && !line.is_http_1_0) return refuse("Host is missing.");
  if (names_other_host(line.target, framing.host.value_or(""))) {
    return refuse("The request target and Host name different hosts.");
  }
  if (framing.has_coding && framing.has_length) {
    return refuse("Content-Length and Transfer-Encoding are both given.");
  }
  if (framing.has_coding && line.is_http_1_0) return refuse("HTTP/1.0 knows no Transfer-Encoding.");
  return std::nullopt;
}

}  // namespace

HeaderScan scan_header(std::string_view received, std::size_t scanned) {
  using State = HeaderScan::State;
  for (std::size_t i = scanned; i < received.size(); ++i) {
    const char c = received[i];
    if (c == '\0') return {State::broken, 0};
    if (i > 0 && received[i - 1] == '\r' && c != '\n') return {State::broken, 0};
    if (c != '\n') continue;
    if (i == 0 || received[i - 1] != '\r') return {State::broken, 0};
    if (received.substr(0, i + 1).ends_with("\r\n\r\n")) return {State::complete, i + 1};
  }
  return {State::incomplete, 0};
}

Check check_header_block(std::string_view block) {
  if (const auto scan = scan_header(block, 0);
      scan.state != HeaderScan::State::complete || scan.end_bytes != block.size()) {
    return refuse("The header is not made of lines that end in CR LF.");
  }
  RequestLine request_line;
  Framing framing;
  auto end = block.find("\r\n");
  if (auto refusal = read_request_line(block.substr(0, end), request_line)) return refusal;
  block.remove_prefix(end + 2);
  while (!block.starts_with("\r\n")) {
    end = block.find("\r\n");
    if (auto refusal = check_field(block.substr(0, end), framing)) return refusal;
    block.remove_prefix(end + 2);
  }
  return check_together(request_line, framing);
}

HeaderVerdict judge_header(std::string_view received, std::size_t scanned, std::size_t bytes_max) {
  const auto scan = scan_header(received, scanned);
  const bool is_complete = scan.state == HeaderScan::State::complete;
  if (scan.state == HeaderScan::State::broken) {
    return {refuse("The header holds a line that does not end in CR LF.")};
  }
  if ((is_complete ? scan.end_bytes : received.size()) > bytes_max) {
    return {Refusal{431, "The header of the request is too large.", "header_too_large"}};
  }
  if (!is_complete) return {};
  return {check_header_block(received.substr(0, scan.end_bytes)), scan.end_bytes};
}

}  // namespace pixferry::http
