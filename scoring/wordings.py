"""What to tell a trainee about a label that no rule's own words explain: why it counts, and what to say instead."""

from typing import Final

WHY: Final[dict[str, str]] = {
    "greeting": "开口先问候、报家门，客户知道有人接待他、找得到人。",
    "respectful_address": "一个“您”字、一声称呼，客户就知道自己被当回事。",
    "courtesy": "礼貌话用在实处，客户听着舒服。",
    "asks_permission": "先商量、先说原因，客户觉得是被请的，不是被管的。",
    "closing_offer": "收尾留一句话、留个联系办法，客户走得踏实。",
    "rude": "这句话客户听着是在挖苦、瞧不起人，再大的道理也听不进去了。",
    "commanding": "口气像在下命令，客户本来就有火，只会更拧。",
    "perfunctory": "这么回一句，客户会觉得您在打发他。",
    "casual_you": "直呼“你”，客户听着就像平起平坐地吵架。",
    "names_feeling": "您把客户的感受说了出来，他知道有人听懂了。",
    "validates": "您认他生气有道理，他就不用再证明自己该生气。",
    "restates_issue": "把客户的事原样说回去，他知道您听清了。",
    "owns_problem": "您把事情揽了过来，客户心里有了着落。",
    "apologises": "这声道歉有具体的事，客户听得出诚意。",
    "thanks_customer": "谢谢客户提出来，他就从对面站到了这边。",
    "praises_customer": "肯定得具体，客户感到被尊重。",
    "minimises": "这句话把客户的事说小了，他会拼命证明这事不小。",
    "tells_to_calm_down": "叫人冷静，等于说他失态；没有谁因此冷静下来。",
    "blames_customer": "这句话把错推给了客户，他只会来争对错。",
    "yes_but": "前半句理解，后半句“但是”一转，理解就白说了。",
    "argues": "当面顶回去，客户要争的就不是事情，是面子。",
    "can_do": "您说的是能做什么，客户看得见出路。",
    "cites_facts": "有数、有日子、有记录，客户信得过。",
    "cites_rule": "依据说得明白，客户知道不是针对他。",
    "offers_solution": "您给了办法，事情往前走了一步。",
    "offers_choice": "让客户自己挑，他觉得自己说了算。",
    "commits_time": "有了时限，客户不用干等。",
    "clarifying_question": "问在点子上，问完就知道怎么查。",
    "defers_diplomatically": "定不了的事往上递，话留了余地，路也没堵死。",
    "sets_boundary": "界限说得客气又清楚，客户知道为什么。",
    "flat_refusal": "光说不行，客户没有别的路，只能跟您吵。",
    "hides_behind_policy": "只搬规定，客户听见的是“我不想管”。",
    "passes_buck": "把客户支去别处，他会觉得被踢皮球。",
    "overpromises": "还没查清就打包票，兑现不了，下一次更难谈。",
    "beyond_authority": "这话超出了您的权限，答应容易，收回难。",
    "threatens": "客户听到的是威胁，事情会从投诉变成冲突。",
    "leaks_privacy": "说出了不该说的信息，这是红线。",
    "jargon": "客户听不懂这些词，会觉得您在绕他。",
}
"""Why each label counts, in the trainee's language."""

BETTER: Final[dict[str, str]] = {
    "rude": "这事让您不痛快了，我先听您说",
    "commanding": "麻烦您，咱们一起看看",
    "perfunctory": "我听明白了，这件事我来跟",
    "casual_you": "您",
    "minimises": "这笔钱该弄清楚，我来查",
    "tells_to_calm_down": "您慢慢说，我都听着",
    "blames_customer": "这一步当时没跟您说清楚，我现在补上",
    "yes_but": "我理解您，我能做的是",
    "argues": "您说的我记下了，咱们一起对一遍记录",
    "flat_refusal": "这个我定不了，我能帮您的是报上去，再给您回话",
    "hides_behind_policy": "我把这条规定的道理跟您说清楚，再看看能帮您做什么",
    "passes_buck": "这件事我先接下来，联系好了再告诉您",
    "overpromises": "我先查清楚，有了结果马上告诉您",
    "beyond_authority": "您的要求我报给主管，由他来定",
    "threatens": "咱们把事情谈好，我陪您想办法",
    "leaks_privacy": "这些信息要先核对身份，我才能说",
    "jargon": "我换个说法跟您讲",
}
"""A wording to put in place of each fault."""

SOURCE: Final = "第六章 二"
"""Where the course teaches phrasing in general."""
