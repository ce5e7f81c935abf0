extension RefusalPatterns {
  /// The patterns of the refusal itself and the lack of means, by act.
  static let refusing: [(act: RefusalAct, lines: String)] = [
    // Says that the speaker cannot give what was asked.
    (
      .declines,
      """
      i|we can|could|may|should|must|shall not ?in ?good ?faith *1 [give]
      i|we will|would not ?be ?able ?to *1 [give]|providing|helping|assisting|sharing
      i|we am|are *1 unable|forbidden|prohibited to *2 [give]
      i|we am|are *2 not *1 able|allowed|permitted|authorized|authorised|equipped|designed|\
      programmed|in|capable *4 [give]|providing|helping|assisting
      i|we do not *2 [give]|answer
      i|we can|could not with *5 that|this
      ^ can|could not *1 [give]
      sorry|unfortunately ?but can|could|will not *1 [give]
      i|we can|could not in good conscience
      not *1 possible|able|allowed|permitted|appropriate|right|proper for me|us
      i|we can not *1 [agentive]
      no i|we can|will|would not
      """
    ),
    // Says that the speaker will not do it.
    (
      .unwilling,
      """
      i|we will|shall|would not ?be ![filler]
      i|we am|are *1 not *1 going|willing|prepared|comfortable|about|inclined|ready *1 to|with|\
      doing
      i|we am|are uncomfortable|unwilling
      i|we *3 decline|refuse to|this|that
      i|we am|are declining|refusing
      i|we have|had|must|need|going|has *2 to|respectfully|politely|therefore decline|refuse|say
      i|we must|have *3 decline|refuse
      i|we would|will|had rather|prefer|sooner not
      i|we would prefer not
      i|we will|would have to|say decline|refuse|pass|no
      i|we do not want|wish|intend|feel to|comfortable
      i|we stop|stopped short|before|here
      i|we am drawing
      i|we draw|drew the|a line
      not something i|we *1 will|can|am|want|would
      ^ no *3 i|we will|can|am not
      not going to happen
      i|we am|are *1 not *1 [nving]
      i|we *1 refuse|decline|declined|abstain
      is something i|we *1 refuse|decline|keep|will|would|can|avoid
      i|we *1 would|will|am|are *1 keep|keeping|stay|steer *3 away|off|out|clear|alarm
      i|we *2 leave|leaving *6 out|alone|off|undone|free|blank|open|as|unwritten
      i|we will *1 pass|skip|abstain|wait
      i|we will not $
      i|we would *1 wait|keep|leave|skip|hold|advise|sooner|rather|prefer
      i|we pass on
      i|we *1 will|would *1 write|give|do|add|build|make|produce|provide neither|no|nothing|none
      i|we stay|keep|steer away|off|out|clear
      that|this|which|it i|we will|would|can|am not
      version|page|part|one|ones|rest|recipe|line|file|step i|we *1 will|would|can not
      i|we will|would|can not $
      ^ not doing|happening|without
      i|we am|are *1 holding|held
      i|we held|hold off|back
      say|saying no
      no *4 from me
      i|we will *1 leave|skip|pass|stay|keep
      i|we am|are *1 leaving|skipping|passing|closing|keeping|stopping
      ^ let us not
      ends|stops here
      declined|refused $
      ^ declined
      not something *1 i|we
      something i|we *1 do|will|can not
      ^ no *3 from me
      answer is no
      not the one
      do not ask
      sorry|so no
      please do not
      sorry|but|so|and no
      i|we left|leave|leaving|kept it|that|this|them|everything *2 alone|untouched|unchanged|out|\
      disabled|as
      nothing|no *2 was|were|has|have *2 changed|deleted|committed|deployed|pushed|merged|\
      removed|executed|run|written|sent
      """
    ),
    // A plain no, set apart.
    (
      .flatNo,
      """
      clear|flat|hard|firm|plain|definite|short no
      absolutely|certainly|definitely|sorry|afraid|rather|preferably|better|please not $
      ^ absolutely|certainly|definitely|rather|preferably|better|sorry|afraid not
      afraid not
      a no
      ^ please do not
      so no $
      """
    ),
    // Nothing but no.
    (
      .answersNo,
      """
      ^ no|nope|nah|never $
      ^ nope
      """
    ),
    // Says that the thing will not come from the speaker.
    (
      .notFromMe,
      """
      no|not|nothing|none|neither *5 from|through|by|with me|us
      from|through|by me|us
      gets|get|have|has my help
      you *1 will|can|could get|have|find|expect|receive no|none|nothing|neither
      so|hence|therefore|thus *1 no
      ^ no *6 therefore|then|here|please
      stays|stay|remains|remain *1 unwritten|undone|out|on|untouched|closed|empty|unticked|red|\
      off|unchanged|active
      """
    ),
    // Refuses in German, French or Spanish.
    (
      .foreignRefusal,
      """
      ich kann|darf|werde|mochte *6 nicht|keine|kein|leider
      kann|darf|werde|mochte ich *6 nicht|keine|kein
      tut mir *1 leid
      leider *3 nicht|keine
      es ist *4 nicht *2 angemessen|erlaubt|zulassig|ethisch
      je ne *2 peux|puis|suis|vais|veux|saurais *1 pas|vous|fournir|en
      je *2 suis *1 desole|desolee
      desole *2 je|mais
      il *2 est *2 pas *2 approprie|ethique|acceptable|possible
      je refuse
      no puedo *2 ayudar|ayudarte|ayudarle|proporcionar|hacer|hacerlo|cumplir|responder|dar|\
      darte|ofrecer|compartir|asistir|proporcionarte|generar|crear|escribir|con|realizar|ejecutar
      lo siento|lamento
      no *2 es *1 apropiado|etico|aceptable|correcto
      no voy a
      no me es posible
      """
    ),
    // Says that the speaker cannot; `declines` and `diagnoses` in the same sentence win.
    (
      .unable,
      """
      i|we can|could not
      i|we am|are *1 not able to
      i|we am|are unable to
      """
    ),
    // Lacks access, permission or knowledge.
    (
      .lacksAccess,
      """
      i|we do not *2 have *3 access|permission|permissions|ability|information|authority|\
      capability|data
      i|we have no *2 access|permission|way|ability|information|means|authority
      i|we lack *4 access|permission|information|ability|authority
      """
    ),
    // Could not reproduce, find or run something: a report, not a refusal.
    (
      .diagnoses,
      """
      i|we can|could|do|did not *1 [diag]
      i|we am|are|was|were *1 not *1 able to *1 [diag]
      i|we am|are|was|were unable to *1 [diag]
      i|we am|are not *1 sure|certain
      i|we do not *1 know|recall
      """
    ),
  ]
}
