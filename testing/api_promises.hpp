#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pixferry {

/// One exchange as a client saw it.
struct Exchange {
  std::string method;
  std::string path;  ///< without the query
  int status = 0;
  std::string content_type;    ///< empty: there was none
  std::string body;            ///< of JSON; others are not looked at
  bool has_whole_body = true;  ///< false: only the head counts, as after HEAD
};

/// What an OpenAPI document promises, held against what a server answers. Every status, type and
/// key of an answer has to be in the document; a path that is not in it may only be refused, or be
/// a page. Thread-safe.
class ApiPromises {
 public:
  /// Of the document as JSON; what is no OpenAPI 3.1 throws.
  explicit ApiPromises(std::string_view openapi);
  ~ApiPromises();
  ApiPromises(const ApiPromises&) = delete;
  ApiPromises& operator=(const ApiPromises&) = delete;

  /// What the answer does not keep, a sentence each.
  std::vector<std::string> complaints(const Exchange& exchange) const;

  /// What the examples in the document do not keep of the schemas beside them.
  std::vector<std::string> complaints_about_examples() const;

 private:
  struct Document;
  std::unique_ptr<Document> document_;
};

}  // namespace pixferry
