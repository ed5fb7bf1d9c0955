"""Whether words that look like a question ask one: not told as a fact, not said to be needless. Gives no labels."""

import re

_SENTENCE = re.compile("[。？！\n]")
# Compiled when first asked for: a command that marks one reply without a question needs none of them.
_NEEDLESS = (
    "(?:不用|不必|无需|不需要|用不着|甭|不问|免得|不是问|(?<![特区分级个])别(?![的人处急慌]|着急|生气|客气|担心|上火|挂))"
    "[^，。？！；：]{0,6}$"
)
_REQUEST = (
    "吗|(?<![什怎这那多要])么|是[^，。]{0,10}吧[，。]|麻烦(?!您了)|劳驾|劳烦|(?:告诉|给|跟|和|让)我(?!们?这[边儿里头][^说讲报念])|有没有|是不是|[能可是]否|能不能"
    "|请(?!您?(?:放心|坐|息怒|理解|相信|谅解|原谅|见谅|看|随时|尽管))|贵姓|尊姓|怎么称呼|叫什么|姓[什啥]"
    "|(?<![给跟])[您你](?:先|再|就|来|慢慢|接着|具体|仔细|大概){0,2}(?:[说讲报念想]|看看|查查)"
    "|[您你](?:先|就|来)?[挑选]一|[您你](?:[刚就还][才刚]?)?(?:还没|没)报|(?:还|就|只)[差缺][您你]|(?:四位|密码|证件号)[您你]?还?没报"
    "|把[^，。]{1,8}(?:报|念)(?:来|出来|上来)|请(?:坐[着下])?说|请跟我"
    "|(?:说|讲|报|念|写|填|留|描述|提供|核对|出示|回忆)(?:一下|下|一遍|一?[说讲报念])"
    "|想(?:知道|问|了解|听)|(?:还没|没|忘了)(?:问|请教)|还不知道|我(?:先|来)?(?:记|登记|写|听|核|对)(?:一?下|着)?[，。]"
    "|(?:[行可好成中]|可以|方便|愿意|要得|没有|同意|接受)不(?:[行可好成中]|可以|方便|愿意|要得|同意|接受)?[，。！]"
)
"""What shows that a sentence asks although it ends like a statement."""
_ANSWERED = "[您你](?:[还都]?问|要问|刚才?问)|不管|无论|不论|甭管|别管|[您你][^，。]{0,3}问一句"
_FRAME = 8
_LONGEST_SENTENCE = 120
"""How far to each side a sentence is followed; what is longer counts as several."""


def is_asked(text: str, start: int, end: int) -> bool:
    """Whether what stands from `start` to `end` is asked of the customer here and now."""
    begin, finish = sentence_around(text, start, end)
    if re.search(_NEEDLESS, text[begin:start]) or re.search(_ANSWERED, text[max(begin, start - _FRAME) : start]):
        return False
    told = finish < len(text) and text[finish] in "。！"
    return not told or re.search(_REQUEST, text[begin : finish + 1]) is not None


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence begins and ends that words stand in; its last mark is left out."""
    least, most = max(0, start - _LONGEST_SENTENCE), min(len(text), end + _LONGEST_SENTENCE)
    before = [found.end() for found in _SENTENCE.finditer(text, least, start)]
    after = _SENTENCE.search(text, max(start, end - 1), most)
    return before[-1] if before else least, after.start() if after else most
